package org.steadyflow.firmware.panel;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.OperatorMessage;

/**
 * The contact with the pump: hands each status to every page that looks, and knows since when there was none. A status
 * whose tick does not grow is none: something repeats it. Any thread.
 */
final class Contact implements PumpListener {
    /** Older than this, a status is not shown as the pump's state. */
    static final Duration STALE_AFTER = Duration.ofSeconds(1);

    /** Pages at once; the bedside has one. */
    static final int PAGES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Contact.class);

    private final Set<Mailbox> pages = ConcurrentHashMap.newKeySet();
    private volatile Newest newest = new Newest(-1, -1, "", System.nanoTime() - STALE_AFTER.toNanos());
    private volatile String trouble = "The pump has not said anything yet.";

    /** The last trouble in the log: one that stays is logged once. */
    private String logged = "";

    /** The last status that was new, and when it came. */
    private record Newest(int boot, long tick, String line, long cameNs) {
        boolean isBefore(OperatorMessage.Status status) {
            return boot != status.boot() || tick < status.tick();
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - cameNs);
        }
    }

    @Override
    public synchronized void status(OperatorMessage.Status status, String line) {
        if (!newest.isBefore(status)) {
            String repeats = "The pump repeats tick " + status.tick() + ".";
            trouble(repeats, repeats);
            return;
        }
        newest = new Newest(status.boot(), status.tick(), line, System.nanoTime());
        trouble = "The pump is silent.";
        logged = "";
        pages.forEach(page -> page.put(line));
    }

    @Override
    public synchronized void trouble(String sentence, String forTheLog) {
        trouble = sentence;
        if (!logged.equals(forTheLog)) {
            logged = forTheLog;
            LOG.warn("No contact with the pump: {}", forTheLog);
        }
    }

    /** Gives every status from now on to {@code page}, beginning with the newest where it is still true. */
    synchronized boolean look(Mailbox page) {
        if (pages.size() >= PAGES) {
            return false;
        }
        if (newest.age().compareTo(STALE_AFTER) < 0) {
            page.put(newest.line());
        }
        return pages.add(page);
    }

    void lookAway(Mailbox page) {
        pages.remove(page);
    }

    /** Why there is no status, as a sentence. */
    String trouble() {
        return trouble;
    }
}
