package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void isEmptyForATextThatItCannotRead() {
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("no prescription"));
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("[]"));
        assertEquals(new PrescriptionLabel("", "", ""), PrescriptionLabel.of("{\"drug\": 7, \"regimen\": []}"));
    }
}
