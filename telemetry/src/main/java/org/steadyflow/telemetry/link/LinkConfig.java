package org.steadyflow.telemetry.link;

import java.net.URI;
import java.nio.file.Path;

/**
 * Whom a link talks to and where it remembers.
 *
 * @param broker for example {@code tcp://127.0.0.1:1883}
 * @param pump the pump's name
 * @param stateDir where the position and the pinned key are kept; made where it is missing
 * @param pharmacyKey the pharmacy's public key file; believed on the first start only
 */
public record LinkConfig(URI broker, String pump, Path stateDir, Path pharmacyKey, LinkTimes times) {}
