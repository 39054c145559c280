package org.steadyflow.telemetry.order;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what every order has in common and begins the draft with it. Of one reading, one thread. */
final class Heading {
    private static final String SCHEMA = "steadyflow/prescription/1";
    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final Set<String> STANDING = Set.of("active", "draft");
    private static final Set<String> ORDERING = Set.of("order", "original-order", "instance-order", "filler-order");

    /** What orders carry for record keeping, payment, supply and reasons: nothing of it changes what the pump gives. */
    private static final String[] BESIDE = {
        "resourceType",
        "meta",
        "language",
        "text",
        "contained",
        "category",
        "priority",
        "reported",
        "reportedBoolean",
        "reportedReference",
        "informationSource",
        "encounter",
        "supportingInformation",
        "authoredOn",
        "requester",
        "performer",
        "performerType",
        "recorder",
        "reason",
        "reasonCode",
        "reasonReference",
        "instantiates",
        "instantiatesCanonical",
        "instantiatesUri",
        "basedOn",
        "groupIdentifier",
        "courseOfTherapyType",
        "insurance",
        "dispenseRequest",
        "substitution",
        "priorPrescription",
        "eventHistory",
        "dateTime",
        "orderer",
        "allergyIntolerance",
        "renderedDosageInstruction",
        "statusChanged"
    };

    private final Findings findings;

    Heading(Findings findings) {
        this.findings = findings;
    }

    /** The draft's first fields; throws where the order says that nothing may be given. */
    ObjectNode begin(Element order) throws NoOrderException {
        if (order.isTrue("doNotPerform")) {
            throw new NoOrderException("it forbids the drug (doNotPerform), so there is nothing to prescribe");
        }
        order.pass(BESIDE);
        checkStanding(order);
        for (Element note : order.all("note")) {
            note.text("text").ifPresent(text -> findings.note(note.path(), Words.quote(text)));
            note.pass("id", "authorReference", "authorString", "time");
        }
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        draft.put("schema", SCHEMA);
        draft.put(
                "note",
                "Draft of " + Words.plain(order.path() + " " + order.text("id").orElse(""), 100)
                        + "; no prescription before a pharmacist has read, completed and signed it.");
        id(order).ifPresent(id -> draft.put("id", id));
        return draft;
    }

    private void checkStanding(Element order) {
        String status = order.text("status").orElse("");
        if (!STANDING.contains(status)) {
            findings.confirm(
                    order.path("status"),
                    "is " + Words.quote(status) + "; a prescription is made of an order that stands");
        }
        String intent = order.text("intent").orElse("");
        if (!ORDERING.contains(intent)) {
            findings.confirm(order.path("intent"), "is " + Words.quote(intent) + ", which is no order");
        }
    }

    /** The order's own number, else the resource's: the one that leads back to it. */
    private Optional<String> id(Element order) {
        Stream<String> identifiers =
                order.all("identifier").stream().flatMap(identifier -> identifier.text("value").stream());
        Optional<String> id = Stream.concat(identifiers, order.text("id").stream())
                .filter(text -> text.matches(ID))
                .findFirst();
        order.pass("identifier");
        if (id.isEmpty()) {
            findings.missing(
                    order.path("identifier"),
                    "no number of letters, digits, points and dashes is there; add id to the draft");
        }
        return id;
    }
}
