package org.steadyflow.firmware.prescription;

/** Where the line ends in the patient. */
public enum Route {
    INTRAVENOUS_PERIPHERAL,
    INTRAVENOUS_CENTRAL,
    SUBCUTANEOUS,
    EPIDURAL,
    ENTERAL
}
