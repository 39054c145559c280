package org.steadyflow.simulator.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What patient and nurse do at the panel with the regimens that ask them something, in a real browser. */
@Tag("browser")
@ExtendWith(OneChromium.class)
final class RegimensInBrowserTest {
    private static final String INFUSES = NurseAtPanel.INFUSES;

    @Test
    void aPatientGetsADoseAndTheNextOneNotBeforeTheLockoutIsOver(@TempDir Path folder, Chromium chromium)
            throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 30, Chromium.Screen.PANEL)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            nurse.acceptFile("08-morphine-pca.json");
            assertThat(panel.at("#confirm")).containsText("20 mL in 4 h");
            panel.press("#start", "#dose-key[data-state=ready]");
            assertThat(panel.at("#dose-text")).hasText("1 mL");
            assertThat(panel.at("#stop-says")).hasText("nothing flows");
            assertFalse(bedside.isShaftTurning(), "nothing flows before a dose is asked for");
            panel.press("#dose-key", "#dose-key:not([data-state=ready])");
            bedside.awaitGiven(0.8);
            panel.see("#dose-key[data-state=locked]");
            assertThat(panel.at("#granted")).hasText("1");
            String asked = panel.at("#asked").textContent();
            panel.press("#dose-key", "#asked:not(:text-is('" + asked + "'))");
            assertThat(panel.at("#granted")).hasText("1");
            assertThat(panel.at("#answer")).isHidden();
            panel.assertFits("#content");
            panel.picture("panel-pca.png");
            panel.assertEverythingHasAName();
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-128")
    void aQuestionTakesTheScreenAndNothingFlowsUntilItIsAnswered(@TempDir Path folder, Chromium chromium)
            throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 60, Chromium.Screen.PANEL)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            nurse.acceptFile("24-flush-protocol.json");
            panel.press("#start", INFUSES);
            assertThat(panel.at("#dose")).hasText("Part 1 of 4");
            panel.see("[data-screen=ask] #prompt");
            assertThat(panel.at("#prompt-text")).hasText("Hang the cefTRIAXone.");
            assertThat(panel.at("#prompt-flow")).containsText("Nothing flows");
            assertThat(panel.at("#start")).hasText("Done");
            assertThat(panel.at("#flow")).isHidden();
            assertFalse(bedside.isShaftTurning(), "nothing flows while it is asked");
            panel.assertFits("#content");
            panel.picture("panel-prompt.png");
            panel.assertEverythingHasAName();
            panel.press("#start", INFUSES);
            assertTrue(bedside.isShaftTurning(), "the next part flows");
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-127")
    void aNurseChangesTheRateInTwoSteps(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, 10, Chromium.Screen.LARGE)) {
            Bedside bedside = nurse.bedside();
            Tab panel = nurse.panel();
            nurse.acceptFile("17-dobutamine.json");
            panel.press("#start", INFUSES);
            panel.press("#more", "#nurse-items");
            panel.press("[data-item=rate]", "#entry");
            assertThat(panel.at("#entry-old")).hasText("10.5");
            panel.press("[data-key='1']", "#entry-new:text-is('1')");
            panel.press("[data-key='2']", "#entry-new:text-is('12')");
            panel.press("[data-key='.']", "#entry-new:text-is('12.')");
            assertThat(panel.at("#entry-next")).isDisabled();
            panel.press("[data-key='5']", "#entry-new:text-is('12.5')");
            panel.press("[data-key='.']", "#entry-fault[data-refused=true]");
            assertThat(panel.at("#entry-new")).hasText("12.5");
            panel.assertEverythingHasAName();
            panel.press("#entry-next", "#check");
            assertThat(panel.at("#check-old")).hasText("10.5");
            assertThat(panel.at("#check-new")).hasText("12.5");
            panel.press("#check-yes", "#rate:text-is('12.5')");
            assertTrue(bedside.isShaftTurning(), "it flows on");
            panel.assertFits("#content");
            panel.assertNoProblems();
        }
    }
}
