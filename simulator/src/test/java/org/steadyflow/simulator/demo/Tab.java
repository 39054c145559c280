package org.steadyflow.simulator.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One page in a browser and what went wrong in it. Everything that a person would wait for has a deadline. Used on the
 * browser's thread.
 */
final class Tab implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One press, and its effect. */
    private static final Duration STEP = Duration.ofSeconds(1);

    /** What a person can act on or must be told the meaning of. */
    private static final Set<String> NAMED_ROLES =
            Set.of("button", "link", "textbox", "dialog", "alertdialog", "progressbar");

    private final BrowserContext context;
    private final Page page;
    private final List<String> problems = new ArrayList<>();

    private Tab(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    static Tab open(BrowserContext context, URI address) {
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        Tab tab = new Tab(context, context.newPage());
        tab.page.onPageError(tab.problems::add);
        tab.page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                tab.problems.add(message.text() + " at " + message.location());
            }
        });
        // both pages keep a stream open, so the network is never idle
        tab.page.navigate(address.toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        return tab;
    }

    /** What the selector finds. */
    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Waits until something that the selector finds is visible. */
    void see(String selector) {
        page.locator(selector).first().waitFor();
    }

    /** Presses a key until the page shows what it must lead to: a panel whose screen just changed takes no key. */
    void press(String key, String leadsTo) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        Locator result = page.locator(leadsTo).first();
        while (!result.isVisible()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("pressing " + key + " never led to " + leadsTo);
            }
            pressOnce(key, result);
        }
    }

    private void pressOnce(String key, Locator result) {
        try {
            page.locator(key).click(new Locator.ClickOptions().setTimeout((double) STEP.toMillis()));
            result.waitFor(new Locator.WaitForOptions().setTimeout((double) STEP.toMillis()));
        } catch (com.microsoft.playwright.TimeoutError _) {
            // the key may have gone while the page changed to what it led to: the caller looks again
        }
    }

    /** Runs a script in the page. */
    Object run(String script) {
        return page.evaluate(script);
    }

    /**
     * Takes a picture for the documents: into docs/images where it is not there yet or {@code -Dupdate.images=true}
     * asks for new ones, else into target/images, so that a test run changes no file of the tree.
     */
    void picture(String name) {
        // a flashing symbol is shown lit
        run(
                "document.querySelectorAll('.symbol').forEach(s => s.getAnimations().forEach(a => { a.currentTime = 0; a.pause(); }))");
        // keys that fade in are there
        run("document.getAnimations().filter(a => a.animationName === 'appear').forEach(a => a.finish())");
        page.screenshot(new Page.ScreenshotOptions().setPath(pictureFile(name)));
        run("document.querySelectorAll('.symbol').forEach(s => s.getAnimations().forEach(a => a.play()))");
    }

    private static Path pictureFile(String name) {
        Path module = Path.of("").toAbsolutePath();
        Path shown = module.resolveSibling("docs").resolve("images").resolve(name);
        boolean isWanted = Boolean.getBoolean("update.images") || !Files.exists(shown);
        return isWanted ? shown : module.resolve("target").resolve("images").resolve(name);
    }

    /** Fails where the browser itself finds something to act on that has no name for those who do not see it. */
    void assertEverythingHasAName() {
        CDPSession session = context.newCDPSession(page);
        List<String> nameless = new ArrayList<>();
        for (JsonElement element : session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes")) {
            JsonObject node = element.getAsJsonObject();
            boolean isNameless = NAMED_ROLES.contains(text(node, "role"))
                    && text(node, "name").isBlank();
            if (isNameless) {
                nameless.add(node.toString());
            }
        }
        session.detach();
        assertEquals(List.of(), nameless);
    }

    private static String text(JsonObject node, String field) {
        JsonObject value = node.getAsJsonObject(field);
        return value == null || !value.has("value") ? "" : value.get("value").getAsString();
    }

    /** Fails where a part of the page holds more than it has room for, so that it lies over its neighbours. */
    void assertFits(String selector) {
        Object over = page.locator(selector).evaluate("e => Math.max(0, e.scrollHeight - e.clientHeight)");
        assertEquals(0, over, () -> selector + " is too high, in CSS pixels");
    }

    /** Fails where the page is wider than its screen. */
    void assertNothingSticksOut() {
        assertEquals(0, run("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /** Fails where the browser told of an error: a script's, a refused resource, a breach of the page's own policy. */
    void assertNoProblems() {
        run("0"); // what the browser has told until here is heard
        assertEquals(List.of(), problems);
    }

    @Override
    public void close() {
        context.close();
    }
}
