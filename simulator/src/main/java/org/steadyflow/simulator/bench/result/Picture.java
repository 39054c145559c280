package org.steadyflow.simulator.bench.result;

/**
 * A plot.
 *
 * @param name of its file, without ending
 * @param caption what to see in it, one sentence
 * @param svg the whole picture
 */
public record Picture(String name, String caption, String svg) {}
