package org.steadyflow.firmware.library;

import org.steadyflow.firmware.prescription.Regimen;

/** The regimens, as a library names them. */
public enum RegimenKind {
    CONTINUOUS,
    INTERMITTENT,
    STEPPED,
    TAPERED,
    PATIENT_CONTROLLED,
    SEQUENCE;

    public static RegimenKind of(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous _ -> CONTINUOUS;
            case Regimen.Intermittent _ -> INTERMITTENT;
            case Regimen.Stepped _ -> STEPPED;
            case Regimen.Tapered _ -> TAPERED;
            case Regimen.PatientControlled _ -> PATIENT_CONTROLLED;
            case Regimen.Sequence _ -> SEQUENCE;
        };
    }
}
