package org.steadyflow.simulator.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How a prescription gets into the pump at the panel: signed, within limits, or with a reason, in a real browser. */
@Tag("browser")
@Tag("REQ-20")
@ExtendWith(OneChromium.class)
final class AcceptanceInBrowserTest {
    private static final int SPEED = NurseAtPanel.UNKINKED_SPEED;
    private static final Path ANTIBIOTIC = NurseAtPanel.example("antibiotic-ceftriaxone.json");
    private static final String SOFT = "Hydration over soft limit";
    private static final String HARD = "Morphine over hard limit";
    private static final String AGAIN = "#load-title:text-is('Confirm the same prescription again')";
    private static final String WHY = "Dehydrated; Dr Okafor confirmed by telephone";

    @Test
    void aFileAndItsSignatureAreReadThenAccepted(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            panel.picture("panel-load.png");
            nurse.choose(NurseAtPanel.signatureOf(ANTIBIOTIC), ANTIBIOTIC, NurseAtPanel.envelopeOf(ANTIBIOTIC));
            panel.see("#offer");
            assertThat(panel.at("#offer-rows")).containsText("cefTRIAXone 20 mg/mL");
            assertThat(panel.at("#offer-rows")).containsText("100 mL at 200 mL/h");
            assertThat(panel.at("#offer-rows")).containsText("Example patient 1");
            assertThat(panel.at("#offer-signature")).hasText("With its signature");
            assertThat(panel.at("#phase")).hasAttribute("data-phase", "IDLE");
            panel.assertFits("#offer");
            panel.assertEverythingHasAName();
            panel.picture("panel-offer.png");
            panel.press("#offer-yes", NurseAtPanel.READY);
            assertThat(panel.at("#answer")).isHidden();
            assertTrue(NurseAtPanel.journalled(folder, "PRESCRIPTION_ACCEPTED", "EXAMPLE-CEFTRIAXONE")
                    .contains("Example library"));
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-126")
    void aFileWithoutItsSignatureIsRefusedAndToldWhichFileIsMissing(@TempDir Path folder, Chromium chromium)
            throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.choose(ANTIBIOTIC);
            panel.see("#offer");
            assertThat(panel.at("#offer-signature")).hasText("Without a signature");
            panel.press("#offer-yes", "#answer");
            assertThat(panel.at("#answer-title")).hasText("antibiotic-ceftriaxone.json is refused");
            assertThat(panel.at("#reasons")).containsText("its signature, a file that ends in .sig");
            assertTrue(NurseAtPanel.journalled(folder, "COMMAND_REFUSED").contains("not signed"));
            panel.at("#answer-seen").click();

            nurse.choose(NurseAtPanel.signatureOf(ANTIBIOTIC));
            panel.see("#answer");
            assertThat(panel.at("#reasons")).containsText("a signature alone");
            panel.at("#answer-seen").click();

            nurse.choose(NurseAtPanel.example("hydration.json"), NurseAtPanel.signatureOf(ANTIBIOTIC));
            panel.press("#offer-yes", "#answer");
            assertThat(panel.at("#reasons")).containsText("not what was signed");
            assertThat(panel.at("#phase")).hasAttribute("data-phase", "IDLE");
            panel.assertNoProblems();
        }
    }

    @Test
    void aSoftLimitIsPassedWithAReasonThatTheJournalKeeps(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.read(SOFT);
            panel.press("#offer-yes", "#limit");
            assertThat(panel.at("#limit-says")).containsText("soft limit of sodium chloride 0.9 % (adult), 500 mL/h");
            panel.assertFits("#limit-says");
            panel.assertEverythingHasAName();
            panel.press("#limit-next", "#why");
            assertThat(panel.at("#why-limits")).containsText("soft limit");
            assertThat(panel.at("#why-yes")).isDisabled();
            panel.at("#reason").fill("   ");
            assertThat(panel.at("#why-yes")).isDisabled();
            panel.at("#reason").fill("x".repeat(300));
            assertThat(panel.at("#reason")).hasValue("x".repeat(200));
            panel.at("#reason").fill("");
            panel.press("[data-letter=o]", "#why-yes:enabled");
            panel.press("[data-letter=k]", "#reason-left:text-is('2 of 200')");
            assertThat(panel.at("#reason")).hasValue("Ok");
            panel.at("#reason").fill(WHY);
            panel.assertFits("#screen");
            panel.assertEverythingHasAName();
            panel.picture("panel-reason.png");
            panel.press("#why-yes", NurseAtPanel.READY);
            String overridden = NurseAtPanel.journalled(folder, "LIMIT_OVERRIDDEN");
            assertEquals(1, overridden.lines().count(), overridden);
            assertTrue(overridden.contains(WHY) && overridden.contains("bedside panel"), overridden);
            panel.press("#start", NurseAtPanel.INFUSES);
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-38")
    void whatWasStartedIsClearedForGood(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.acceptFile("antibiotic-ceftriaxone.json");
            panel.press("#end", "#sure:has-text('Clear this prescription from the pump?')");
            panel.press("#sure-yes", "[data-screen=load] #examples");
            nurse.acceptFile("antibiotic-ceftriaxone.json");
            panel.press("#start", NurseAtPanel.INFUSES);
            panel.press("#stop", "#phase[data-phase=PAUSED]");
            panel.press("#end", "#sure:has-text('does not take it again')");
            panel.assertFits("#sure");
            panel.press("#sure-yes", "[data-screen=load] #examples");
            nurse.choose(ANTIBIOTIC, NurseAtPanel.signatureOf(ANTIBIOTIC), NurseAtPanel.envelopeOf(ANTIBIOTIC));
            panel.press("#offer-yes", "#answer");
            assertThat(panel.at("#answer-title")).hasText("antibiotic-ceftriaxone.json is refused");
            assertThat(panel.at("#reasons")).containsText("EXAMPLE-CEFTRIAXONE was started on");
            assertThat(panel.at("#reasons")).containsText("ask the pharmacy for a new one");
            panel.assertFits("#answer");
            panel.assertNoProblems();
        }
    }

    @Test
    @Tag("REQ-357")
    void whatTheMonitorLacksIsAskedForAgain(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.choose(ANTIBIOTIC, NurseAtPanel.signatureOf(ANTIBIOTIC));
            panel.see("#offer");
            panel.press("#offer-yes", NurseAtPanel.READY);
            assertThat(panel.at("#reasons")).containsText("No envelope for the monitor came with it");
            panel.press("#answer-seen", "#again:text-is('Confirm again')");
            assertThat(panel.at("#start")).isHidden();
            assertThat(panel.at("#guide-title")).hasText("The monitor has no envelope of this prescription.");
            panel.assertFits("#screen");
            panel.picture("panel-again.png");
            panel.press("#again", AGAIN);
            panel.assertFits("#screen");
            panel.assertEverythingHasAName();
            Path other = NurseAtPanel.example("hydration.json");
            nurse.choose(other, NurseAtPanel.signatureOf(other));
            panel.press("#offer-yes", "#answer:has-text('another prescription is not over')");
            panel.press("#answer-seen", "body:has(#answer[hidden])");
            panel.press("#again", AGAIN);
            nurse.choose(ANTIBIOTIC, NurseAtPanel.signatureOf(ANTIBIOTIC), NurseAtPanel.envelopeOf(ANTIBIOTIC));
            panel.press("#offer-yes", "#start:visible");
            assertThat(panel.at("#again")).isHidden();
            panel.press("#start", NurseAtPanel.INFUSES);
            assertEquals(
                    1,
                    NurseAtPanel.journalled(folder, "PRESCRIPTION_ACCEPTED")
                            .lines()
                            .count());
            panel.assertNoProblems();
        }
    }

    @Test
    void aHardLimitIsRefusedAndNoReasonIsAskedFor(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.PANEL)) {
            Tab panel = nurse.panel();
            nurse.read(HARD);
            panel.press("#offer-yes", "#answer");
            assertThat(panel.at("#answer-title")).hasText(HARD + " is refused");
            assertThat(panel.at("#reasons")).containsText("hard limit of morphine");
            assertThat(panel.at("#why")).isHidden();
            assertThat(panel.at("#offer")).isHidden();
            assertEquals("", NurseAtPanel.journalled(folder, "PRESCRIPTION_ACCEPTED"));
            panel.assertNoProblems();
        }
    }

    @Test
    void aPumpWithoutAKeyWarnsUntilAPersonHasSeenIt(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.withoutKey(chromium, folder)) {
            Tab panel = nurse.panel();
            nurse.choose(ANTIBIOTIC);
            panel.press("#offer-yes", NurseAtPanel.READY);
            panel.see("#answer[data-warning=true]");
            assertThat(panel.at("#reasons")).containsText("was not verified");
            panel.press("#stop", "#answer:has-text('Not stopped')");
            panel.at("#answer-seen").click();
            assertThat(panel.at("#reasons")).containsText("was not verified");
            panel.at("#answer-seen").click();
            assertThat(panel.at("#answer")).isHidden();
            panel.press("#start", NurseAtPanel.INFUSES);
            panel.assertNoProblems();
        }
    }

    @Test
    void theLargePanelShowsTheSame(@TempDir Path folder, Chromium chromium) throws IOException {
        try (NurseAtPanel nurse = NurseAtPanel.at(chromium, folder, SPEED, Chromium.Screen.LARGE)) {
            Tab panel = nurse.panel();
            nurse.read("Flush protocol");
            panel.assertFits("#offer");
            panel.press("#offer [data-cancel]", "[data-screen=load] #examples");
            nurse.read(SOFT);
            panel.press("#offer-yes", "#limit");
            panel.press("#limit-next", "#why");
            panel.at("#reason").fill(WHY);
            panel.assertFits("#screen");
            panel.press("#why [data-cancel]", "[data-screen=load] #examples");
            assertEquals("", NurseAtPanel.journalled(folder, "PRESCRIPTION_ACCEPTED"));
            panel.assertNoProblems();
        }
    }
}
