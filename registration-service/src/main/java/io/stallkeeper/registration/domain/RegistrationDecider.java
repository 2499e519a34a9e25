package io.stallkeeper.registration.domain;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.registration.domain.Registration.Completed;
import io.stallkeeper.registration.domain.Registration.Started;
import io.stallkeeper.registration.domain.Registration.Unknown;
import io.stallkeeper.registration.domain.RegistrationCommand.Complete;
import io.stallkeeper.registration.domain.RegistrationCommand.Start;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registration may be begun any number of times and is completed once (marketplace-protocol 1.4). One that belongs to
 * another buyer is never taken over.
 */
public final class RegistrationDecider implements Decider<RegistrationCommand, Registration, RegistrationEvent> {

    /** AWS named another buyer for a subscription that is somebody's already: a matter for people. */
    public static final String OTHER_BUYER = "registered-to-another-buyer";

    public static final String NOT_STARTED = "registration-not-started";

    @Override
    public Registration initialState() {
        return new Unknown();
    }

    @Override
    public Decision<RegistrationEvent> decide(RegistrationCommand command, Registration state) {
        return switch (command) {
            case Start start -> start(start, state);
            case Complete complete -> complete(complete, state);
        };
    }

    private static Decision<RegistrationEvent> start(Start command, Registration state) {
        return switch (state) {
            case Unknown() -> {
                var started = new RegistrationStarted(command.identity(), command.freeTrial(), command.at());
                yield secondName(command)
                        .map(named -> Decision.<RegistrationEvent>accepted(started, named))
                        .orElseGet(() -> Decision.accepted(started));
            }
            case Started started -> resume(command, started.identity(), started.formerly());
            case Completed completed -> resume(command, completed.identity(), completed.formerly());
        };
    }

    private static Decision<RegistrationEvent> resume(Start command, BuyerIdentity known, @Nullable String formerly) {
        if (!command.identity().isSameBuyerAs(known)) {
            return Decision.rejected(OTHER_BUYER);
        }
        boolean isKnown = command.formerly() == null
                ? known.hasSecondName() && known.mayHoldLicenseOf(command.identity())
                : command.formerly().equals(formerly);
        return isKnown
                ? Decision.accepted()
                : secondName(command)
                        .map(named -> Decision.<RegistrationEvent>accepted(named))
                        .orElseGet(Decision::accepted);
    }

    /** A license beside a customer identifier, or the other way round. */
    private static Optional<RegistrationEvent> secondName(Start command) {
        if (command.identity().hasSecondName()) {
            return Optional.of(new LicenseNamed(command.identity(), command.at()));
        }
        return Optional.ofNullable(command.formerly())
                .map(customer -> new CustomerNamed(command.identity(), customer, command.at()));
    }

    private static Decision<RegistrationEvent> complete(Complete command, Registration state) {
        return switch (state) {
            case Unknown() -> Decision.rejected(NOT_STARTED);
            case Started started -> Decision.accepted(new CustomerRegistered(started.identity(), command.at()));
            case Completed _ -> Decision.accepted();
        };
    }

    @Override
    public Registration evolve(Registration state, RegistrationEvent event) {
        return Registration.evolve(state, event);
    }
}
