package org.steadyflow.firmware.control;

import java.security.PublicKey;
import java.util.Optional;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Signatures;

/**
 * Whether a file comes from the pharmacy that this pump trusts, and is meant for here and now. Reads no file and no
 * clock; the same arguments always give the same answer. Any thread.
 */
public final class SignatureCheck {
    /** What was found; only {@link #GOOD} lets a file in. */
    public enum Verdict {
        GOOD,
        NOT_SIGNED,
        WRONG_KEY,
        BAD_SIGNATURE,
        OLDER_LIBRARY,
        OTHER_PUMP,
        OTHER_PATIENT
    }

    /**
     * The answer.
     *
     * @param sentence what was found, for people and for the journal
     */
    public record Answer(Verdict verdict, String sentence) {
        public boolean isGood() {
            return verdict == Verdict.GOOD;
        }
    }

    private final PublicKey trusted;

    /** @param trusted the pharmacy's public key, as it was carried to this pump */
    public SignatureCheck(PublicKey trusted) {
        this.trusted = trusted;
    }

    /**
     * A prescription for this pump and the patient it is with.
     *
     * @param pump name of this pump
     * @param patient whom this pump is with; empty where it has none yet
     */
    public Answer ofPrescription(
            Reading.Accepted read, Optional<DetachedSignature> signature, String pump, Optional<String> patient) {
        Prescription prescription = read.prescription();
        String what = "Prescription " + prescription.id();
        return signed(what, DetachedSignature.PRESCRIPTION, read.canonicalText(), signature)
                .or(() -> meantElsewhere(prescription, pump, patient))
                .orElseGet(() -> good(what));
    }

    /**
     * A library that may replace the active one: a newer version of it, or the very same.
     *
     * @param active the one that holds now; empty where there is none
     */
    public Answer ofLibrary(
            LibraryReading.Accepted read,
            Optional<DetachedSignature> signature,
            Optional<LibraryReading.Accepted> active) {
        DrugLibrary library = read.library();
        String what = "Library " + Words.quote(library.toString());
        return signed(what, DetachedSignature.LIBRARY, read.canonicalText(), signature)
                .or(() -> notNewer(read, active))
                .orElseGet(() -> good(what));
    }

    /** Whether the order is for another pump or another patient, whoever signed it; empty where it is not. */
    static Optional<Answer> meantElsewhere(Prescription prescription, String pump, Optional<String> patient) {
        String what = "Prescription " + prescription.id();
        return prescription
                .pump()
                .filter(other -> !other.equals(pump))
                .map(other -> new Answer(
                        Verdict.OTHER_PUMP,
                        what + " is for the pump " + Words.quote(other) + ", and this is " + Words.quote(pump) + "."))
                .or(() -> patient.filter(here -> !here.equals(prescription.patient()))
                        .map(here -> new Answer(
                                Verdict.OTHER_PATIENT,
                                what + " is for " + Words.quote(prescription.patient()) + ", and this pump is with "
                                        + Words.quote(here) + ".")));
    }

    /** Whether the library is older than the active one, or another one of its version, whoever signed it. */
    static Optional<Answer> notNewer(LibraryReading.Accepted read, Optional<LibraryReading.Accepted> active) {
        DrugLibrary library = read.library();
        return active.filter(now -> !read.sha256().equals(now.sha256()))
                .filter(now -> library.version() <= now.library().version())
                .map(now -> new Answer(
                        Verdict.OLDER_LIBRARY,
                        "Library " + Words.quote(library.toString()) + " is not newer than the active one, "
                                + Words.quote(now.library().toString()) + "."));
    }

    /** What is wrong with the signature itself. */
    private Optional<Answer> signed(
            String what, String kind, String canonicalText, Optional<DetachedSignature> signature) {
        if (signature.isEmpty()) {
            return Optional.of(new Answer(
                    Verdict.NOT_SIGNED,
                    what + " is not signed: its signature, a file that ends in .sig, must come with it."));
        }
        DetachedSignature written = signature.get();
        String ours = Signatures.keyId(trusted);
        if (!written.key().equals(ours)) {
            return Optional.of(new Answer(
                    Verdict.WRONG_KEY,
                    what + " was signed with the key " + Words.quote(written.key()) + ", and this pump trusts "
                            + Words.quote(ours) + "."));
        }
        boolean isForThis = written.signs().equals(kind) && written.isOf(canonicalText, trusted);
        return isForThis
                ? Optional.empty()
                : Optional.of(new Answer(
                        Verdict.BAD_SIGNATURE,
                        what + " is not what was signed: it was changed, or the signature belongs to another file."));
    }

    private Answer good(String what) {
        return new Answer(Verdict.GOOD, what + " was signed with the key " + Signatures.keyId(trusted) + ".");
    }
}
