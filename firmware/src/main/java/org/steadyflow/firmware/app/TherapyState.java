package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyflow.firmware.ledger.JournalFold;
import org.steadyflow.telemetry.journal.Damage;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import tools.jackson.core.JacksonException;

/**
 * Whether this pump has a therapy: a prescription that was accepted and not ended, also where it is paused, complete or
 * not yet begun. Only {@link None} lets software be changed.
 */
sealed interface TherapyState {
    /** For people. */
    String sentence();

    /** No prescription is accepted. */
    record None(String sentence) implements TherapyState {}

    /** A prescription is accepted. */
    record Open(String sentence) implements TherapyState {}

    /** Nobody can tell, so nothing may be changed. */
    record Unknown(String sentence) implements TherapyState {}

    /** Control tells its status four times a second. */
    long PATIENCE_MS = 3_000;

    int READ_LINES = 1_000;

    /**
     * Asks control, and where none answers, the journal.
     *
     * @param data control's directory
     */
    static TherapyState ask(Path data, Path operatorSocket) {
        CompletableFuture<String> first = new CompletableFuture<>();
        try (LocalClient _ = LocalClient.connect(operatorSocket, new FirstLine(first))) {
            return ofStatus(first.get(PATIENCE_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return new Unknown("Control is there and does not say how it is.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("The question was interrupted.");
        } catch (IOException nobodyAnswers) {
            return ofJournal(data.resolve("journal"));
        }
    }

    private static TherapyState ofStatus(String line) {
        try {
            return switch (Json.MAPPER.readValue(line, OperatorMessage.class)) {
                case OperatorMessage.Status status -> ofStatus(status);
                case OperatorMessage.Reply _ -> new Unknown("Control answered a question that nobody asked.");
            };
        } catch (JacksonException e) {
            return new Unknown("Control says what this program does not understand.");
        }
    }

    private static TherapyState ofStatus(OperatorMessage.Status status) {
        String prescription = status.order().prescriptionId();
        if (!prescription.isEmpty()) {
            return new Open(
                    "The prescription " + prescription + " is not ended; the pump says " + status.phase() + ".");
        }
        return status.phase().equals("RECOVERING")
                ? new Unknown("Control is starting; ask again.")
                : new None("Control has no prescription.");
    }

    private static TherapyState ofJournal(Path journal) {
        if (!Files.exists(journal)) {
            return new None("This pump has never run: there is no " + journal + ".");
        }
        JournalFold fold = new JournalFold();
        try (JournalReader reader = JournalReader.from(FileStorage.readOnly(journal), 1)) {
            List<JournalItem> items = reader.read(READ_LINES);
            while (!items.isEmpty()) {
                Optional<Damage> damage = fold(items, fold);
                if (damage.isPresent()) {
                    return new Unknown("The journal is damaged (" + damage.get() + ") and control does not answer.");
                }
                items = reader.read(READ_LINES);
            }
        } catch (IOException e) {
            return new Unknown("The journal cannot be read (" + e.getMessage() + ") and control does not answer.");
        }
        Optional<Event.PrescriptionAccepted> open = fold.accepted();
        return open.isPresent()
                ? new Open("The journal has an open prescription, " + open.get().prescriptionId()
                        + ", and control does not answer.")
                : new None("Control does not run, and its journal has no open prescription.");
    }

    /** Stops at the first damage, and answers with it. That old lines are forgotten is none. */
    private static Optional<Damage> fold(List<JournalItem> items, JournalFold fold) throws IOException {
        for (JournalItem item : items) {
            switch (item) {
                case JournalLine line -> fold.add(LineCodec.decode(line));
                case Damage damage -> {
                    if (!damage.what().equals(JournalReader.FORGOTTEN)) {
                        return Optional.of(damage);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Keeps the first line that comes. */
    record FirstLine(CompletableFuture<String> first) implements LineHandler {
        @Override
        public void line(String line) {
            first.complete(line);
        }

        @Override
        public void ended(String why) {
            first.completeExceptionally(new IOException(why));
        }
    }
}
