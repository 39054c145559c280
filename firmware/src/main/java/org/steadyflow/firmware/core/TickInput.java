package org.steadyflow.firmware.core;

import java.util.List;
import org.steadyflow.hal.device.SensorSample;

/** Everything a tick may know: the world, people, and the stores. */
public record TickInput(SensorSample sample, List<Command> commands, Granted granted) {}
