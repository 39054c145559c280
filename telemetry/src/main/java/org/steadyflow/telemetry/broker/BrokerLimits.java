package org.steadyflow.telemetry.broker;

/**
 * What one broker holds. Beyond a limit the broker itself refuses or drops; nothing is lost by that, because a pump
 * sends a line again until it has the pharmacy's receipt for it.
 *
 * @param receiveMaximum messages of QoS 1 in flight from one client, 1 to 65,535
 * @param queuedMessages messages kept for one client that is slow or away
 * @param packetBytes largest MQTT packet
 */
record BrokerLimits(int receiveMaximum, int queuedMessages, int packetBytes) {
    /** A batch is at most 1,000,000 characters of JSON, so 4 MiB holds the worst one of four-byte characters. */
    static final BrokerLimits USUAL = new BrokerLimits(5_000, 20_000, 4 << 20);

    String toXml(String host, int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                    <receive-maximum><server-receive-maximum>%d</server-receive-maximum></receive-maximum>
                  </mqtt>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                  <persistence><mode>in-memory</mode></persistence>
                </hivemq>
                """.formatted(port, host, queuedMessages, packetBytes, receiveMaximum);
    }
}
