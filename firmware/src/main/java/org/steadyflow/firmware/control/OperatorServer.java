package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalPeer;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorMessage.Reply;
import org.steadyflow.telemetry.message.OperatorRequest;
import tools.jackson.core.JacksonException;

/**
 * The operator socket: requests in, an answer to each and the status out. A prescription is read on the thread of its
 * connection; the tick sees only commands. Any thread.
 */
public final class OperatorServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
    /** A pump that has not answered after this long will not: its ticks have stopped. */
    private static final long ANSWER_S = 5;

    private static final Answer NO_ANSWER = Answer.refused("the pump does not answer");

    private final CommandInbox inbox;
    private final Admission admission;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final LocalServer server;

    private OperatorServer(Path path, CommandInbox inbox, Admission admission) throws IOException {
        this.inbox = inbox;
        this.admission = admission;
        this.server = LocalServer.start(path, Session::new);
    }

    /**
     * Listens at {@code path}.
     *
     * @param admission which prescriptions are let in
     * @throws IOException where another process listens there, something else stands there, or the path is too long
     */
    public static OperatorServer start(Path path, CommandInbox inbox, Admission admission) throws IOException {
        return new OperatorServer(path, inbox, admission);
    }

    /** Tells every connection how the pump is; never blocks. */
    public void publish(OperatorMessage.Status status) {
        if (server.peers() > 0) {
            server.broadcast(Json.MAPPER.writeValueAsString(status));
        }
    }

    /** Ends all connections and removes the socket. */
    @Override
    public void close() throws IOException {
        server.close();
        answering.shutdown();
    }

    private final class Session implements LineHandler {
        private final LocalPeer peer;

        Session(LocalPeer peer) {
            this.peer = peer;
        }

        @Override
        public void line(String line) {
            @Nullable OperatorRequest request;
            try {
                request = Json.MAPPER.readValue(line, OperatorRequest.class);
            } catch (JacksonException e) {
                reply("", false, List.of("This is not a request: " + e.getOriginalMessage() + "."));
                return;
            }
            if (request == null) {
                reply("", false, List.of("This is not a request."));
                return;
            }
            List<String> faults = RequestCheck.faultsOf(request);
            if (faults.isEmpty()) {
                obey(request);
            } else {
                reply(RequestCheck.idToAnswer(request), false, faults);
            }
        }

        @Override
        public void ended(String why) {
            LOG.info("An operator connection ended: {}", why);
        }

        private void obey(OperatorRequest request) {
            switch (request.verb()) {
                case ACCEPT -> accept(request);
                case START -> ask(request, new Command.Start(request.by()));
                case PAUSE -> ask(request, new Command.Pause(request.by()));
                case ACKNOWLEDGE -> ask(request, new Command.Acknowledge(request.by()));
                case PAUSE_AUDIO -> ask(request, new Command.PauseAudio(request.by()));
                case CONTAINER_CHANGED -> ask(request, new Command.ContainerChanged(request.by()));
                case BOLUS -> ask(request, new Command.RequestBolus(BolusLog.Kind.DEMAND, request.by()));
                case CLINICIAN_BOLUS -> ask(request, new Command.RequestBolus(BolusLog.Kind.CLINICIAN, request.by()));
                case TITRATE -> titrate(request);
                case RAMP_DOWN -> ask(request, new Command.RampDown(request.by()));
                case END -> ask(request, new Command.End(request.by()));
            }
        }

        private void accept(OperatorRequest request) {
            switch (PrescriptionReader.read(request.text().getBytes(StandardCharsets.UTF_8))) {
                case Reading.Accepted accepted -> admit(request, accepted);
                case Reading.Refused refused -> {
                    List<String> problems =
                            refused.problems().stream().map(Problem::sentence).toList();
                    String first = problems.getFirst();
                    String why = problems.size() == 1 ? first : first + " And " + (problems.size() - 1) + " more.";
                    inbox.offer(new Command.Rejected("accept", why, request.by()));
                    reply(request.id(), false, problems);
                }
            }
        }

        private void admit(OperatorRequest request, Reading.Accepted read) {
            switch (admission.ofPrescription(read, request.signature())) {
                case Admission.Answer.Refused(String why) ->
                    ask(request, new Command.Rejected("accept", why, request.by()));
                case Admission.Answer.Admitted(String warning) -> {
                    if (!warning.isEmpty()) {
                        LOG.warn("{}", warning);
                    }
                    Order order = Order.of(read.prescription(), read.canonicalText(), read.sha256());
                    ask(request, new Command.Accept(order, request.by(), request.reason()), warning);
                }
            }
        }

        private void titrate(OperatorRequest request) {
            switch (QuantityText.rate(request.text())) {
                case Parsed.Good<FlowRate>(FlowRate rate) -> ask(request, new Command.Titrate(rate, request.by()));
                case Parsed.Bad<FlowRate> bad ->
                    reply(request.id(), false, List.of("text: \"" + request.text() + "\" " + bad.why() + "."));
            }
        }

        private void ask(OperatorRequest request, Command command) {
            ask(request, command, "");
        }

        /** @param warning what is said beside an answer that the command was obeyed; empty for nothing */
        private void ask(OperatorRequest request, Command command, String warning) {
            CompletableFuture<Answer> answer = inbox.ask(command);
            answering.execute(() -> replyTo(request, answer, warning));
        }

        private void replyTo(OperatorRequest request, CompletableFuture<Answer> answer, String warning) {
            Answer done = answer.completeOnTimeout(NO_ANSWER, ANSWER_S, TimeUnit.SECONDS)
                    .join();
            String said = done.obeyed() ? warning : done.reason();
            List<String> reasons = said.isEmpty() ? List.of() : List.of(said);
            send(new Reply(request.id(), done.obeyed(), reasons, done.reasonNeeded()));
        }

        private void reply(String id, boolean obeyed, List<String> reasons) {
            send(new Reply(id, obeyed, reasons));
        }

        private void send(Reply reply) {
            peer.send(Json.MAPPER.writeValueAsString(reply));
        }
    }
}
