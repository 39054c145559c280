package org.steadyflow.simulator.demo;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.steadyflow.telemetry.message.DetachedSignature;

/** A demo, its panel in a browser, and what a nurse does there with prescriptions. Used on the browser's thread. */
final class NurseAtPanel implements AutoCloseable {
    /** The demo's line is kinked four minutes after the first start: slow enough to be done with it before. */
    static final int UNKINKED_SPEED = 10;

    static final String INFUSES = "#phase[data-phase=INFUSING]";
    static final String READY = "[data-screen=confirm] #confirm";

    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "prescriptions");

    private final Bedside bedside;
    private final Tab panel;

    private NurseAtPanel(Bedside bedside, Tab panel) {
        this.bedside = bedside;
        this.panel = panel;
    }

    /** At a pump that takes what the example key signed. */
    static NurseAtPanel at(Chromium chromium, Path folder, int speed, Chromium.Screen screen) throws IOException {
        return at(chromium, new DemoSettings(speed, Optional.empty(), folder), screen);
    }

    /** At a pump that trusts no key. */
    static NurseAtPanel withoutKey(Chromium chromium, Path folder) throws IOException {
        DemoSettings settings = new DemoSettings(
                UNKINKED_SPEED, Optional.empty(), folder, Optional.empty(), true, DemoSettings.Hardware.SIMULATED);
        return at(chromium, settings, Chromium.Screen.PANEL);
    }

    private static NurseAtPanel at(Chromium chromium, DemoSettings settings, Chromium.Screen screen)
            throws IOException {
        Bedside bedside = Bedside.start(settings);
        try {
            Tab panel = chromium.open(bedside.demo().panel(), screen);
            panel.see("[data-screen=load] #examples");
            return new NurseAtPanel(bedside, panel);
        } catch (RuntimeException failed) {
            bedside.close();
            throw failed;
        }
    }

    Bedside bedside() {
        return bedside;
    }

    Tab panel() {
        return panel;
    }

    /** Presses the key of a prescription that the panel offers and reads what it says. */
    void read(String offered) {
        panel.press("#examples button:text-is('" + offered + "')", "#offer");
    }

    /** The same and accepts it; the pump has it then. */
    void accept(String offered) {
        read(offered);
        panel.press("#offer-yes", READY);
    }

    /** Chooses an example file and its signature together, and accepts it. */
    void acceptFile(String example) {
        Path file = EXAMPLES.resolve(example);
        choose(file, signatureOf(file), envelopeOf(file));
        panel.see("#offer");
        panel.press("#offer-yes", READY);
    }

    /** Chooses files in the browser's dialog. */
    void choose(Path... files) {
        panel.at("#file").setInputFiles(files);
    }

    /** Chooses a file with this text and no signature. */
    void choose(String name, String text) {
        panel.at("#file")
                .setInputFiles(new FilePayload(name, "application/json", text.getBytes(StandardCharsets.UTF_8)));
    }

    static Path example(String name) {
        return EXAMPLES.resolve(name);
    }

    static Path signatureOf(Path file) {
        return file.resolveSibling(file.getFileName() + DetachedSignature.FILE_SUFFIX);
    }

    /** Where the monitor's envelope of a file lies. */
    static Path envelopeOf(Path prescription) {
        return prescription.resolveSibling(prescription.getFileName() + ".envelope");
    }

    /** The journal's lines that have all these words, from the disk. */
    static String journalled(Path folder, String... words) throws IOException {
        StringBuilder found = new StringBuilder();
        try (var segments = Files.list(folder.resolve("journal"))) {
            for (Path segment : segments.sorted().toList()) {
                Files.readAllLines(segment).stream()
                        .filter(line -> Arrays.stream(words).allMatch(line::contains))
                        .forEach(line -> found.append(line).append('\n'));
            }
        }
        return found.toString();
    }

    @Override
    public void close() {
        panel.close();
        bedside.close();
    }
}
