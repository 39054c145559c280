package org.steadyflow.telemetry.order;

import java.util.Optional;

/**
 * What is infused.
 *
 * @param name of the drug
 * @param concentration amount per mL
 * @param container what one container holds, a volume
 * @param containerPath where what a container holds stands or would stand
 * @param path where the strength stands or would stand
 * @param whyNone why no concentration follows from the order; empty text where one does
 */
record Product(
        Optional<String> name,
        Optional<Measure> concentration,
        Optional<Measure> container,
        String containerPath,
        String path,
        String whyNone) {}
