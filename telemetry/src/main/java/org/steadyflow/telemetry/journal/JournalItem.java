package org.steadyflow.telemetry.journal;

/** What a reader meets on its way through a journal: a whole line, or a place where something is wrong. */
public sealed interface JournalItem permits JournalLine, Damage {}
