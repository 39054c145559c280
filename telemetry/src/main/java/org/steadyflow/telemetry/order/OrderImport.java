package org.steadyflow.telemetry.order;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a FHIR resource into the draft of a prescription: a MedicationRequest or the enteral formula of a
 * NutritionOrder, of R4 or R5, in JSON or XML, alone or in a bundle with what it refers to.
 *
 * <p>The first call loads the FHIR library, which takes a second or two. Any thread.
 */
public final class OrderImport {
    /** The field that keeps a draft from being taken for a prescription. */
    public static final String OPEN = "open";

    /** A longer file is refused. */
    public static final int LIMIT_BYTES = OrderText.LIMIT_BYTES;

    private OrderImport() {}

    /** @param file the whole file, at most 5 MiB */
    public static Imported read(byte[] file) {
        try {
            return draft(Fhir.read(OrderText.of(file)));
        } catch (NoOrderException e) {
            return new Imported.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Imported draft(Fhir fhir) throws NoOrderException {
        Resources resources = Resources.of(fhir.resource());
        Findings findings = new Findings();
        Element order = resources.order();
        ObjectNode draft = new Heading(findings).begin(order);
        if (order.path().equals("MedicationRequest")) {
            new MedicationOrder(resources, findings).write(order, draft);
        } else {
            new FormulaOrder(resources, findings).write(order, draft);
        }
        order.unread().forEach(path -> findings.notExpressed(path, Unread.SENTENCE));
        fhir.unknown()
                .forEach(name -> findings.notExpressed(
                        Words.plain(name, Words.LIMIT_CHARS),
                        "FHIR " + fhir.release() + " has no such element where it stands, so it was not read"));
        putOpen(draft, findings.all());
        return new Imported.Draft(draft, findings.all());
    }

    private static void putOpen(ObjectNode draft, List<Finding> findings) {
        List<Finding> open = findings.stream().filter(Finding::isOpen).toList();
        if (!open.isEmpty()) {
            ArrayNode points = draft.putArray(OPEN);
            open.forEach(finding -> points.add(finding.toString()));
        }
    }
}
