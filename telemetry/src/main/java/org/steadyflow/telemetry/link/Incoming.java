package org.steadyflow.telemetry.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * Acts on what comes down: checks it, makes durable what it changes in the position, and only then lets it have an
 * effect. Owns the position. One thread.
 */
final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final Checkpoint checkpoint;
    private final PositionFile file;
    private final PharmacySink sink;
    private final Rejects rejects = new Rejects();
    private Position position;

    Incoming(Checkpoint checkpoint, PositionFile file, PharmacySink sink) throws IOException {
        this.checkpoint = checkpoint;
        this.file = file;
        this.sink = sink;
        this.position = file.load();
    }

    Position position() {
        return position;
    }

    Rejects rejects() {
        return rejects;
    }

    /**
     * Looks at messages in their order.
     *
     * @return whether a receipt changed what is to be sent
     */
    boolean handle(List<byte[]> payloads, Outgoing outgoing) throws IOException {
        List<PharmacyMessage> believed = new ArrayList<>();
        Position next = position;
        for (byte[] payload : payloads) {
            switch (checkpoint.check(payload, next.counter())) {
                case Checkpoint.Refused refused -> rejects.count(refused.why(), 1);
                case Checkpoint.Genuine genuine -> {
                    next = next.heard(genuine.message().counter());
                    if (isOurs(genuine.message(), outgoing)) {
                        believed.add(genuine.message());
                        next = moved(next, genuine.message());
                    }
                }
            }
        }
        keep(next);
        boolean changed = false;
        for (PharmacyMessage message : believed) {
            changed |= act(message, outgoing);
        }
        return changed;
    }

    /** The journal is not the one in which lines were confirmed: all of it is to be sent. */
    void startOver() throws IOException {
        keep(Position.start(position.pump()).heard(position.counter()));
    }

    private boolean isOurs(PharmacyMessage message, Outgoing outgoing) throws IOException {
        if (message instanceof PharmacyMessage.Receipt receipt
                && !outgoing.isOurs(receipt.upToSeq(), receipt.lineHash())) {
            rejects.count(Reject.OTHER_HISTORY, 1);
            return false;
        }
        return true;
    }

    /** Forward only: a receipt for less tells what the pharmacy lost, not what it never had. */
    private static Position moved(Position from, PharmacyMessage message) {
        if (message instanceof PharmacyMessage.Receipt receipt && receipt.upToSeq() > from.seq()) {
            return from.confirmed(receipt.upToSeq(), receipt.lineHash());
        }
        return from;
    }

    private void keep(Position next) throws IOException {
        if (!next.equals(position)) {
            file.store(next);
            position = next;
        }
    }

    private boolean act(PharmacyMessage message, Outgoing outgoing) throws IOException {
        LOG.debug("Believed {}", message);
        return switch (message) {
            case PharmacyMessage.Receipt receipt -> outgoing.receipt(receipt.upToSeq());
            case PharmacyMessage.Acceptance acceptance -> {
                sink.accepted(acceptance);
                yield false;
            }
            case PharmacyMessage.Presence presence -> {
                sink.present(presence);
                yield false;
            }
        };
    }
}
