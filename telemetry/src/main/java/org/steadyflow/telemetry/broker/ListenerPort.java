package org.steadyflow.telemetry.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.admin.AdminService;
import org.jspecify.annotations.Nullable;

/** Asks the running broker which port it listens on: only an extension may. Started on a broker thread, read by any. */
final class ListenerPort implements ExtensionMain {
    private volatile @Nullable AdminService admin;

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        admin = Services.adminService();
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        admin = null;
    }

    /** The port of the one listener, once the broker is up. */
    int read() {
        AdminService running = admin;
        if (running == null) {
            throw new BrokerException("The broker's extension did not start.");
        }
        return running.getServerInformation().getListener().stream()
                .findFirst()
                .orElseThrow(() -> new BrokerException("The broker has no listener."))
                .getPort();
    }
}
