package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class PrescriptionLabelTest {
    @Test
    void saysHowMuchOverHowLong() {
        assertEquals(
                new PrescriptionLabel("vancomycin 5 mg/mL", "P-2", "200 mL over 100 min, every 12 h, 4 doses"),
                PrescriptionLabel.of("""
                        {"patient": "P-2", "drug": {"name": "vancomycin", "concentration": "5 mg/mL"},
                         "regimen": {"type": "intermittent", "dose": "200 mL", "duration": "100 min",
                                     "interval": "12 h", "count": 4}}"""));
        assertEquals(
                new PrescriptionLabel("sodium chloride 0.9 %", "P-5", "1000 mL at 125 mL/h"),
                PrescriptionLabel.of("""
                        {"patient": "P-5", "drug": {"name": "sodium chloride 0.9 %"},
                         "regimen": {"type": "continuous", "volume": "1000 mL", "rate": "125 mL/h"}}"""));
    }

    @Test
    void saysEveryRegimenInWords() {
        assertEquals("240 mL at 10.5 mL/h, may be changed from 4.2 mL/h to 42 mL/h", program("""
                        {"type": "continuous", "volume": "240 mL", "rate": "10.5 mL/h",
                         "titration": {"least": "4.2 mL/h", "most": "42 mL/h"}}"""));
        assertEquals("100 mL over 30 min, at 08:00 and 20:00, 1 dose", program("""
                        {"type": "intermittent", "dose": "100 mL", "duration": "30 min", "times": ["08:00", "20:00"],
                         "count": 1}"""));
        assertEquals("700 mL: 35 mL/h for 30 min, then 70 mL/h until 20 mL are in, then 350 mL/h", program("""
                        {"type": "stepped", "volume": "700 mL", "steps": [{"rate": "35 mL/h", "for": "30 min"},
                         {"rate": "70 mL/h", "volume": "20 mL"}, {"rate": "350 mL/h", "confirm": true}]}"""));
        assertEquals("2000 mL over 12 h, up in 1 h, down in 1 h", program("""
                        {"type": "tapered", "volume": "2000 mL", "duration": "12 h", "up": "1 h", "down": "1 h"}"""));
        assertEquals(
                "1 mL on request, locked for 8 min, at most 20 mL in 4 h, background 0.5 mL/h, in all 50 mL",
                program("""
                        {"type": "patient_controlled", "volume": "50 mL", "demand": "1 mL", "bolus_rate": "120 mL/h",
                         "lockout": "8 min", "cap_4h": "20 mL", "basal": "0.5 mL/h"}"""));
        assertEquals("saline 10 mL at 300 mL/h, then drug 100 mL over 30 min", program("""
                        {"type": "sequence", "parts": [{"name": "saline", "volume": "10 mL", "rate": "300 mL/h"},
                         {"name": "drug", "volume": "100 mL", "duration": "30 min"}]}"""));
    }

    @Test
    void countsTheStepsThatItDoesNotTell() {
        String step = "{\"rate\": \"1 mL/h\", \"for\": \"1 h\"}";
        String label = program("{\"type\": \"stepped\", \"volume\": \"9 mL\", \"steps\": ["
                + String.join(",", Collections.nCopies(9, step)) + "]}");
        assertTrue(label.endsWith(", then 1 mL/h for 1 h, then 5 more"), label);
    }

    @Test
    void tellsFewerPartsRatherThanCutOneShort() {
        String part = "{\"name\": \"" + "n".repeat(64) + "\", \"volume\": \"1000 mL\", \"rate\": \"125 mL/h\"}";
        String label = program(
                "{\"type\": \"sequence\", \"parts\": [" + String.join(",", Collections.nCopies(4, part)) + "]}");
        assertTrue(label.length() <= PrescriptionLabel.PROGRAM_CHARS, label);
        assertTrue(label.endsWith("1000 mL at 125 mL/h, then 2 more"), label);
    }

    @Test
    void isEmptyForARegimenThatItDoesNotKnow() {
        assertEquals("", program("{\"type\": \"pulsed\", \"volume\": \"9 mL\", \"rate\": \"1 mL/h\"}"));
        assertEquals("", program("{\"type\": \"sequence\", \"parts\": 7}"));
    }

    private static String program(String regimen) {
        return PrescriptionLabel.of("{\"regimen\": " + regimen + "}").program();
    }

    @Test
    void isEmptyForATextThatItCannotRead() {
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("no prescription"));
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("[]"));
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("{\"drug\": 7, \"regimen\": []}"));
    }
}
