package org.steadyflow.firmware.control;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.hal.device.Mechanism;

/**
 * Finds what of its settings would keep a pump from starting, without starting it: nothing is written, and a pump that
 * runs is not disturbed. One thread.
 */
public final class SettingsCheck {
    private final DataDirectory data;
    private final ControlProcess.Settings settings;
    private final Optional<Mechanism> onBoard;

    private SettingsCheck(DataDirectory data, ControlProcess.Settings settings, Optional<Mechanism> onBoard) {
        this.data = data;
        this.settings = settings;
        this.onBoard = onBoard;
    }

    /** @param onBoard what the board's file names; empty where it cannot be read */
    public static SettingsCheck of(ControlProcess.Settings settings, Optional<Mechanism> onBoard) {
        return new SettingsCheck(DataDirectory.look(settings.data()), settings, onBoard);
    }

    /** The key in the file, if this pump trusts it or none yet. */
    public PublicKey key(Path file) throws IOException {
        return data.pharmacistKey(Optional.of(file)).orElseThrow();
    }

    /** The library in the file, if it is signed and new enough. */
    public LibraryReading.Accepted library(Path file) throws IOException {
        Admission admission = new Admission(
                trusted(),
                settings.pharmacy().signatures(),
                settings.identity().pump(),
                settings.pharmacy().patient());
        return new ActiveLibrary(data, admission).offered(file);
    }

    /** The calibration in the file, if it is for this mechanism. */
    public SetFactor calibration(Path file) throws IOException {
        Mechanism mechanism = settings.mechanism().or(() -> onBoard).orElse(PumpSetup.CASSETTE);
        return SetCalibrations.read(Optional.of(file), mechanism).orElseThrow();
    }

    /** What is wrong beyond single files; a sentence for each. */
    public List<String> others() {
        List<String> faults = new ArrayList<>();
        try {
            data.mechanism(settings.mechanism(), onBoard);
        } catch (IOException e) {
            faults.add(Sentences.of(e));
        }
        try {
            boolean takesNothing = settings.pharmacy().signatures() == SignatureRule.REQUIRED
                    && settings.pharmacy().key().isEmpty()
                    && data.pharmacistKey(Optional.empty()).isEmpty();
            if (takesNothing) {
                faults.add("no pharmacist-key is set or kept, and signatures are required:"
                        + " the pump would take no prescription");
            }
        } catch (IOException e) {
            faults.add(Sentences.of(e));
        }
        return faults;
    }

    private Optional<PublicKey> trusted() throws IOException {
        return data.pharmacistKey(settings.pharmacy().key());
    }
}
