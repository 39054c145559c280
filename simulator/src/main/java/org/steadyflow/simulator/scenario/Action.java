package org.steadyflow.simulator.scenario;

/** Something that a scenario makes happen. The three kinds differ in who carries it out. */
public sealed interface Action permits WorldAction, SystemAction, PersonAction {}
