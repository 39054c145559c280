package org.steadyflow.simulator.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.simulator.BestOf;
import org.steadyflow.telemetry.message.AlarmCode;

/** The bedside panel in a real browser, at a real pump whose motor, line and patient are simulated. */
@Tag("browser")
@ExtendWith(OneChromium.class)
final class PanelInBrowserTest {
    private static final String EXAMPLE = "Antibiotic ceftriaxone";
    private static final String INFUSES = NurseAtPanel.INFUSES;
    private static final String OCCLUSION = "#banner[data-code=OCCLUSION_DOWNSTREAM]";

    @Test
    void aNurseInfusesADoseFromThePanelAlone(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 60, Chromium.Screen.PANEL)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            panel.see("[data-screen=load] #examples");
            panel.assertEverythingHasAName();
            nurse.accept(EXAMPLE);
            assertThat(panel.at("#what")).containsText("cefTRIAXone");
            assertThat(panel.at("#concentration")).hasText("20 mg/mL");
            assertThat(panel.at("#confirm")).containsText("100 mL");
            assertThat(panel.at("#confirm")).containsText("200 mL/h");
            assertFalse(bedside.isShaftTurning(), "nothing flows before start");
            panel.press("#start", INFUSES);
            assertTrue(bedside.isShaftTurning(), "the world infuses");

            panel.see(OCCLUSION);
            assertThat(panel.at("#phase")).hasAttribute("data-phase", "STOPPED");
            panel.press("#acknowledge", "#screen[data-alarm='']");
            panel.press("#start", INFUSES);
            panel.see("#banner[data-code=INFUSION_COMPLETE]");
            panel.see("#queue .alarm");
            panel.assertFits("#content");
            double givenMl = bedside.now().deliveredMl();
            assertEquals(100, givenMl, 5, "mL in the patient, of 100 that the pump counted");
            panel.press("#acknowledge", "#banner[data-code=KVO_RUNNING]");
            assertThat(panel.at("#acknowledge")).isDisabled();
            assertThat(panel.at("#acknowledge")).hasText("Ends by itself");
            panel.assertFits("#content");
            panel.press("#end", "#sure");
            panel.press("#sure-yes", "[data-screen=load] #examples");
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-314")
    void whatThePanelOffersFollowsItsFilesWhileThePageIsOpen(@TempDir Path folder, Chromium chromium)
            throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 60, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            panel.see("#examples button:text-is('" + EXAMPLE + "')");
            assertThat(panel.at("#examples [data-trouble=true]")).hasCount(0);
            Files.delete(folder.resolve("examples/antibiotic-ceftriaxone.json"));
            panel.see("#examples [data-trouble=true]:text-is('" + EXAMPLE + "')");
            panel.press("#examples [data-trouble=true]", "#answer:not([hidden])");
            assertThat(panel.at("#reasons")).containsText("antibiotic-ceftriaxone.json is not there any more.");
        }
    }

    @Test
    @Tag("REQ-123")
    void theStopKeyStopsTheMotor(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse =
                NurseAtPanel.at(chromium, folder, NurseAtPanel.UNKINKED_SPEED, Chromium.Screen.PANEL)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            nurse.accept(EXAMPLE);
            panel.press("#start", INFUSES);
            assertTrue(bedside.isShaftTurning(), "the motor turns before stop");

            long pressedNs = System.nanoTime();
            panel.at("#stop").click();
            panel.see("#phase[data-phase=PAUSED]");
            System.out.printf("stop key: %d ms from the press to PAUSED on the panel%n", sinceMs(pressedNs));
            assertFalse(bedside.isShaftTurning(), "the motor stands after stop");
            assertThat(panel.at("#stop-says")).hasText("nothing flows");

            panel.press("#start", INFUSES);
            assertTrue(bedside.isShaftTurning(), "the motor turns again");
            panel.at("body").press("Escape");
            panel.see("#phase[data-phase=PAUSED]");
            assertFalse(bedside.isShaftTurning(), "the motor stands after the key of a keyboard");
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-124")
    void aPumpThatIsGoneIsShownAsNoContact(@TempDir Path folder, Chromium chromium) throws Exception {
        long lateMs =
                BestOf.five(() -> noContactMs(Files.createTempDirectory(folder, "demo"), chromium), ms -> ms < 2_000);
        System.out.printf("no contact: on the panel %d ms after the last tick%n", lateMs);
        assertTrue(lateMs < 2_000, () -> "no contact was shown after " + lateMs + " ms");
    }

    /** By the page's own clock: when a test sees what the page shows is not the page's promise. */
    private static long noContactMs(Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse =
                NurseAtPanel.at(chromium, folder, NurseAtPanel.UNKINKED_SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.accept(EXAMPLE);
            panel.press("#start", INFUSES);
            assertThat(panel.at("#veil")).hasCSS("opacity", "0");
            panel.run(
                    "new MutationObserver(() => { window.contactChangedMs = performance.timeOrigin + performance.now(); })"
                            + ".observe(document.body, { attributeFilter: ['data-contact'] })");
            nurse.bedside().demo().stopPump();
            long goneMs = System.currentTimeMillis();
            panel.see("body[data-contact=none]");
            assertThat(panel.at("#veil")).hasCSS("opacity", "1");
            double shownMs = ((Number) panel.run("window.contactChangedMs")).doubleValue();
            assertThat(panel.at("#veil-title")).hasText("NO CONTACT WITH THE PUMP");
            assertThat(panel.at("#rate")).hasText("–");
            panel.at("#stop").click();
            panel.see("#answer[data-urgent=true]");
            assertThat(panel.at("#answer-title")).hasText("STOP did not reach the pump");
            panel.assertEverythingHasAName();
            return Math.round(shownMs) - goneMs;
        }
    }

    @Test
    void aRefusedFileShowsItsProblemsByField(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 60, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            String wrong = nurse.bedside()
                    .demo()
                    .prescription()
                    .text()
                    .replace("\"200 mL/h\"", "\"200 mmHg\"")
                    .replace("\"110 mL\"", "\"11 mL\"");
            nurse.choose("wrong.json", wrong);
            panel.press("#offer-yes", "#answer");
            assertThat(panel.at("#answer-title")).hasText("wrong.json is refused");
            List<String> reasons = panel.at("#reasons li").allTextContents();
            assertTrue(reasons.stream().anyMatch(reason -> reason.contains("regimen.rate")), reasons::toString);
            panel.assertEverythingHasAName();
            panel.at("#answer-seen").click();
            assertThat(panel.at("#answer")).isHidden();
            nurse.choose("noise.json", "\u0000\u0001{{{");
            assertThat(panel.at("#answer-title")).hasText("noise.json is refused");
            assertThat(panel.at("#phase")).hasAttribute("data-phase", "IDLE");
            panel.assertNoProblems();
        }
    }

    @Test
    void aPanelShowsInfusionAndAlarm(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 30, Chromium.Screen.PANEL)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            nurse.accept(EXAMPLE);
            panel.press("#start", INFUSES);
            bedside.awaitGiven(6);
            panel.assertFits("#content");
            panel.picture("panel-infusing.png");
            panel.assertEverythingHasAName();
            bedside.awaitAlarm(AlarmCode.OCCLUSION_DOWNSTREAM);
            panel.see(OCCLUSION);
            assertThat(panel.at("#silence")).hasText("Silence 2 min");
            panel.assertFits("#content");
            panel.picture("panel-alarm.png");
            panel.assertEverythingHasAName();
            panel.assertNoProblems();
        }
    }

    private static long sinceMs(long startNs) {
        return Duration.ofNanos(System.nanoTime() - startNs).toMillis();
    }
}
