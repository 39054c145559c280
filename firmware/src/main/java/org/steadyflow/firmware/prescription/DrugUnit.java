package org.steadyflow.firmware.prescription;

/** The units a drug is counted in, named as they are safe to read: "mcg" and "units", never a Greek letter or "U". */
public enum DrugUnit {
    GRAM("g"),
    MILLIGRAM("mg"),
    MICROGRAM("mcg"),
    NANOGRAM("ng"),
    UNITS("units"),
    MILLIEQUIVALENT("mEq"),
    MILLIMOLE("mmol"),
    KILOCALORIE("kcal");

    private final String symbol;

    DrugUnit(String symbol) {
        this.symbol = symbol;
    }

    /** As written in files and on screens. */
    public String symbol() {
        return symbol;
    }
}
