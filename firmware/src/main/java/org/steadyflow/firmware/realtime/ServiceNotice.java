package org.steadyflow.firmware.realtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager (systemd) how the loop goes: that it is ready after its first completed tick, that it is
 * alive at the end of completed ticks and from nowhere else, so that a tick that hangs is a service that is restarted.
 * Says nothing where no manager listens. One thread, the tick's.
 */
public final class ServiceNotice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);
    private static final byte[] READY = bytes("READY=1");
    private static final byte[] ALIVE = bytes("WATCHDOG=1");
    private static final byte[] STOPPING = bytes("STOPPING=1");
    private static final long NS_PER_US = 1_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int SHARE = 4;

    private final Optional<NotifySocket> manager;
    private final long everyNs;
    private boolean ready;
    private long aliveNs;

    private ServiceNotice(Optional<NotifySocket> manager, long everyNs) {
        this.manager = manager;
        this.everyNs = everyNs;
    }

    /** To nobody. */
    public static ServiceNotice none() {
        return new ServiceNotice(Optional.empty(), NEVER);
    }

    /**
     * To the manager that started this process, if one did and listens; one that does not is told in the log.
     *
     * @param environment NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID of it are read
     */
    public static ServiceNotice from(Map<String, String> environment) {
        String name = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (name.isEmpty() || !Libc.isKnown()) {
            return none();
        }
        try {
            return new ServiceNotice(Optional.of(NotifySocket.to(name)), everyNs(environment));
        } catch (IOException e) {
            LOG.warn("The service manager is told nothing: {}", e.getMessage());
            return none();
        }
    }

    /**
     * A quarter of what the manager waits: with the tick that it is late by, still less than half. Never where the
     * manager does not watch.
     */
    static long everyNs(Map<String, String> environment) {
        String own = Long.toString(ProcessHandle.current().pid());
        if (!environment.getOrDefault("WATCHDOG_PID", own).equals(own)) {
            return NEVER;
        }
        try {
            long waitUs = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return waitUs <= 0 ? NEVER : Math.multiplyExact(waitUs, NS_PER_US) / SHARE;
        } catch (NumberFormatException | ArithmeticException e) {
            LOG.warn("The service manager's WATCHDOG_USEC is no time, so it is not told that the pump lives");
            return NEVER;
        }
    }

    /** A tick is over, with all that belongs to it. Returns at once. */
    public void tickCompleted(long nowNs) {
        if (manager.isEmpty()) {
            return;
        }
        if (!ready) {
            ready = true;
            aliveNs = nowNs;
            manager.get().send(READY);
        } else if (everyNs != NEVER && nowNs - aliveNs >= everyNs) {
            aliveNs = nowNs;
            manager.get().send(ALIVE);
        }
    }

    /** One line for who asks the manager. */
    public void status(String line) {
        manager.ifPresent(socket -> socket.send(bytes("STATUS=" + line)));
    }

    /** The loop ends because somebody asked it to. */
    public void stopping() {
        manager.ifPresent(socket -> socket.send(STOPPING));
    }

    @Override
    public void close() {
        manager.ifPresent(NotifySocket::close);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
