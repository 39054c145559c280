package org.steadyflow.simulator.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window. The thread that starts it uses and closes it. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** Nothing but the pages under test: no updates, no accounts, no requests of its own. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** A size of screen, in CSS pixels. */
    record Screen(int width, int height, boolean isPhone) {
        static final Screen PANEL = new Screen(800, 480, false);
        static final Screen LARGE = new Screen(1_280, 800, false);
        static final Screen PHONE = new Screen(390, 844, true);
    }

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it, or leaves the test out where it is not installed. */
    static Chromium start() {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                () -> "left out: no Chromium at " + PROGRAM + "; on Debian: apt-get install chromium");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(FLAGS));
            PlaywrightAssertions.setDefaultAssertionTimeout((double) Tab.PATIENCE.toMillis());
            return new Chromium(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A page in a browser profile of its own: it remembers nothing. */
    Tab open(URI address, Screen screen) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setHasTouch(screen.isPhone())
                .setIsMobile(screen.isPhone())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        return Tab.open(context, address);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
