package io.stallkeeper.local.stack;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** The four services, in the order in which they are started. */
public enum ServiceName {
    SUBSCRIPTION("subscription-service"),
    METERING("metering-service"),
    REGISTRATION("registration-service"),
    ENTITLEMENT("entitlement-service");

    private final String processName;

    ServiceName(String processName) {
        this.processName = processName;
    }

    /** Its Maven module, its process and its log. */
    public String processName() {
        return processName;
    }

    public int port(StackPorts ports) {
        return switch (this) {
            case SUBSCRIPTION -> ports.subscription();
            case METERING -> ports.metering();
            case REGISTRATION -> ports.registration();
            case ENTITLEMENT -> ports.entitlement();
        };
    }

    public URI address(StackAddresses addresses) {
        return switch (this) {
            case SUBSCRIPTION -> addresses.subscription();
            case METERING -> addresses.metering();
            case REGISTRATION -> addresses.registration();
            case ENTITLEMENT -> addresses.entitlement();
        };
    }

    static List<String> processNames() {
        return Arrays.stream(values()).map(ServiceName::processName).toList();
    }
}
