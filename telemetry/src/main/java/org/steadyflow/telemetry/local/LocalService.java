package org.steadyflow.telemetry.local;

/** What serves a socket. Called on a thread of the connection. */
public interface LocalService {
    /** Somebody connected: returns what will handle the lines. May already send. */
    LineHandler accept(LocalPeer peer);
}
