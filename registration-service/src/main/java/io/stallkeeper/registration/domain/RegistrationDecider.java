package io.stallkeeper.registration.domain;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.registration.domain.Registration.Completed;
import io.stallkeeper.registration.domain.Registration.Started;
import io.stallkeeper.registration.domain.Registration.Unknown;
import io.stallkeeper.registration.domain.RegistrationCommand.Complete;
import io.stallkeeper.registration.domain.RegistrationCommand.Start;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;

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
                yield command.identity().hasSecondName()
                        ? Decision.accepted(started, new LicenseNamed(command.identity(), command.at()))
                        : Decision.accepted(started);
            }
            case Started started -> resume(command, started.identity());
            case Completed completed -> resume(command, completed.identity());
        };
    }

    private static Decision<RegistrationEvent> resume(Start command, BuyerIdentity known) {
        if (!command.identity().isSameBuyerAs(known)) {
            return Decision.rejected(OTHER_BUYER);
        }
        boolean isNews = command.identity().hasSecondName()
                && !(known.hasSecondName() && known.mayHoldLicenseOf(command.identity()));
        return isNews ? Decision.accepted(new LicenseNamed(command.identity(), command.at())) : Decision.accepted();
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
