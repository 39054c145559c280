package org.steadyflow.firmware.panel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalPeer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import tools.jackson.core.JacksonException;

/** The conversation on one connection: statuses go to the listener, answers to whoever asked. Any thread. */
final class PumpSession implements LineHandler {
    /** Requests of one connection that may wait for their answers. */
    static final int WAITING = 16;

    private static final String UNREADABLE = "The pump says what this panel cannot read.";

    private final PumpListener listener;
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String endedBecause = "";

    PumpSession(PumpListener listener) {
        this.listener = listener;
    }

    Answer ask(OperatorRequest request, LocalPeer pump, Duration patience) throws InterruptedException {
        String line = Json.MAPPER.writeValueAsString(request);
        if (waiting.size() >= WAITING) {
            return new Answer.Unsent("Too many requests wait for the pump already.");
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        waiting.put(request.id(), answer);
        try {
            boolean sent = pump.send(line) && over.getCount() > 0;
            return sent ? await(answer, patience) : new Answer.Unsent("The connection to the pump just ended.");
        } finally {
            waiting.remove(request.id());
        }
    }

    /** Waits until the connection is over and says why. */
    String awaitEnd() throws InterruptedException {
        over.await();
        return endedBecause;
    }

    @Override
    public void line(String line) {
        try {
            switch (Json.MAPPER.readValue(line, OperatorMessage.class)) {
                case OperatorMessage.Status status -> listener.status(status, line);
                case OperatorMessage.Reply reply -> answer(reply);
                case null -> listener.trouble(UNREADABLE, "the pump says null");
            }
        } catch (JacksonException e) {
            listener.trouble(UNREADABLE, UNREADABLE + " " + e.getOriginalMessage());
        }
    }

    @Override
    public void ended(String why) {
        endedBecause = why;
        over.countDown();
        Answer lost = new Answer.Unanswered("The connection to the pump ended before it answered.");
        waiting.values().forEach(answer -> answer.complete(lost));
    }

    private void answer(OperatorMessage.Reply reply) {
        CompletableFuture<Answer> asked = waiting.get(reply.id());
        if (asked != null) {
            asked.complete(new Answer.Replied(reply));
        }
    }

    private static Answer await(CompletableFuture<Answer> answer, Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Answer.Unanswered("The pump did not answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a value, never a failure", e);
        }
    }
}
