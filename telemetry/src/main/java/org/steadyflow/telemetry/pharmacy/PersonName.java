package org.steadyflow.telemetry.pharmacy;

/** The name that a pharmacist gives; nobody checks it yet. */
final class PersonName {
    static final int LIMIT_CHARS = 64;

    private PersonName() {}

    /**
     * The name without blanks around it.
     *
     * @throws UnreadableException it is empty, too long, or has characters that cannot be shown
     */
    static String of(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LIMIT_CHARS) {
            throw new UnreadableException("A name has 1 to 64 characters.");
        }
        if (name.codePoints().anyMatch(PersonName::cannotBeShown)) {
            throw new UnreadableException("A name has letters, digits, spaces and punctuation only.");
        }
        return name;
    }

    private static boolean cannotBeShown(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.SURROGATE
                || !Character.isDefined(codePoint);
    }
}
