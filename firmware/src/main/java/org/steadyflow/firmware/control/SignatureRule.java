package org.steadyflow.firmware.control;

/** Whether prescriptions and the drug library must be signed where no key says so by itself. */
public enum SignatureRule {
    /** Nothing is let in without a signature; without a key, nothing at all. */
    REQUIRED,
    /** Without a key, what is not signed is let in and a line warns. With one, all must be signed. */
    OPTIONAL
}
