import java.nio.file.Path;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

/** Writes the journal of a pump that has an open therapy, or ends that therapy: for the trial of the package. */
final class OpenTherapy {
    private OpenTherapy() {}

    public static void main(String[] args) throws Exception {
        Event event = args[1].equals("open")
                ? new Event.PrescriptionAccepted("RX-1", "00", "nurse", "{}")
                : new Event.PrescriptionEnded("RX-1", true, "nurse");
        try (JournalWriter journal = JournalWriter.open(FileStorage.at(Path.of(args[0])), "pump-1", JournalLimits.DEFAULT)) {
            journal.append(1, 0, 0, event);
            journal.commit();
        }
    }
}
