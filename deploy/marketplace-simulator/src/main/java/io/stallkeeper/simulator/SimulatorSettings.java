package io.stallkeeper.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.stallkeeper.simulator.adapters.delivery.EventVintage;
import io.stallkeeper.simulator.adapters.delivery.LicenseArnForm;
import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.api.admin.FormFields;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.TokenUse;
import io.stallkeeper.simulator.domain.TrialLength;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** All settings of the simulator. Where AWS's sources disagree, the default is what AWS documents. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorSettings {
    /** The folder of the journal. Empty: all is forgotten at the end of the process, as a test wants it. */
    Optional<Path> dataDir();

    /** How the journal is written. */
    JournalFiles journal();

    /** The seller's AWS account, twelve digits. Named in notifications only; nobody's calls are refused by it. */
    @WithDefault("123456789012")
    String sellerAccountId();

    /**
     * Names by which browsers and clients of the admin API may call the simulator, besides those of loopback and
     * addresses: a site that gives its own name to this machine is refused. AWS's wire answers to any name.
     */
    Optional<List<String>> hosts();

    /** How long a registration token is good, on the marketplace's clock: four hours by the seller guide. */
    @WithDefault("PT4H")
    Duration tokenLife();

    /** How often a registration token is answered: any number of times by the seller guide, once by others. */
    @WithDefault("reusable")
    TokenUse tokenUse();

    /** Which fields "Set up your account" posts: those that AWS documents, or those that sellers have seen, too. */
    @WithDefault("documented")
    FormFields formFields();

    /** How long a free trial may be: 7 to 90 days by the seller guide, 5 to 31 by the agreement service's model. */
    @WithDefault("seller-guide")
    TrialLength trialLength();

    /** How many of the last calls can be looked at, of each up to 32 KB of the request and of the response. */
    @WithDefault("500")
    int callsKept();

    /**
     * What their bodies may take in memory, in bytes; more than that, and fewer calls are kept. A small part of the
     * heap.
     */
    @WithDefault("8388608")
    long callsKeptBytes();

    /**
     * What the behavior is in the beginning and after a reset, where {@code lifecycle} and {@code delivery} are silent.
     */
    @WithDefault("immediate")
    BehaviorPreset preset();

    Lifecycle lifecycle();

    MeteringSettings metering();

    Throttle throttle();

    SigV4 sigv4();

    Delivery delivery();

    Sqs sqs();

    /** How the journal is written, if there is a folder for it. */
    interface JournalFiles {
        /** What must not matter to what was answered: the end of the PROCESS, or of the machine, too, by the DISK. */
        @WithDefault("process")
        Journal.Durability durability();

        /**
         * At what length the journal is written anew in short, in bytes: a restart reads 64 MB within a second or two.
         */
        @WithDefault("67108864")
        long summarizeAfterBytes();
    }

    /** Where files of notifications are written; nowhere without a folder. */
    default Optional<Path> notificationsFolder() {
        return delivery().folder().or(() -> dataDir().map(folder -> folder.resolve("notifications")));
    }

    /** How long the steps of an agreement take, on the marketplace's clock. */
    interface Lifecycle {
        /** From acceptance to the license. AWS was seen to take a minute; a play needn't wait for it. */
        Optional<Duration> activationDelay();

        /** From the end to the license's removal: 31 seconds were seen at AWS, an hour is documented as possible. */
        Optional<Duration> deprovisioningGap();

        /** Whether a license is there with License Updated, as the seller guide says, or with the agreement already. */
        Optional<ActivationEvent> activationEvent();

        /** For how long records are taken after the end: an hour at AWS. */
        Optional<Duration> finalWindow();

        /** From which event the final window counts. The current seller guide says: from the license's removal. */
        Optional<FinalWindowOpens> finalWindowOpens();
    }

    /** Calls a second, by operation and Region, in real time; 0 for no limit. */
    interface Throttle {
        /** AWS's quota is 10. */
        @WithDefault("10")
        int batchMeterUsage();

        /** AWS's quota is 20. */
        @WithDefault("20")
        int getEntitlements();

        /** AWS publishes none. */
        @WithDefault("0")
        int resolveCustomer();
    }

    /** Whether callers must prove who they are. */
    interface SigV4 {
        /**
         * {@code <access key id>:<secret access key>}, and {@code :<session token>} for temporary ones, separated by
         * commas. Requests must be signed with one of them, for a Region that the service has. Empty: every request is
         * taken, signed or not, so that a play needs no keys.
         */
        Optional<List<String>> credentials();

        /**
         * Which Regions calls may be signed for, where no keys are known: those in which AWS has the service, or any,
         * so that plays in one marketplace keep apart.
         */
        @WithDefault("aws")
        SignatureCheck.Regions regions();

        /** How far the time of signing may be from now, in real time: five minutes at AWS. */
        @WithDefault("PT5M")
        Duration clockTolerance();
    }

    /**
     * What happens to notifications on their way; AWS promises neither order nor a single delivery. Times are on the
     * marketplace's clock. What is empty is as the preset has it: a play is easier to read without mischief.
     */
    interface Delivery {
        /** From what happened to the notification's own time. */
        Optional<Duration> delay();

        /** Up to how much later than its own time a notification is sent. */
        Optional<Duration> jitter();

        /** How probable it is that a notification comes twice, 0 to 1. */
        OptionalDouble duplication();

        /** How probable it is that one is held back, so that later ones overtake it, 0 to 1. */
        OptionalDouble reordering();

        /** For how long it is held back then. */
        Optional<Duration> holdBack();

        /** How probable it is that a notification never comes, 0 to 1. EventBridge promises no more than its best. */
        OptionalDouble loss();

        /**
         * Whether of a direct sale both the Proposer's and the Manufacturer's events come. AWS sends the former only.
         */
        Optional<Boolean> twins();

        /** Whether Purchase Agreement Ended names the offer: by the documentation yes, at a live listing it didn't. */
        Optional<Boolean> endedNamesOffer();

        /** With what chance begins, to have the same mischief again. Empty: a new seed each time; the log has it. */
        OptionalLong seed();

        /**
         * What events of agreements say of renewals and products: as the newest documentation has it, or earlier ones.
         */
        @WithDefault("newest")
        EventVintage eventVintage();

        /** Whether events spell a license as the APIs do, as observed, or as the documentation's example. */
        @WithDefault("observed")
        LicenseArnForm licenseArn();

        /**
         * The folder of the files that notifications are written to. Empty: {@code notifications} in the data folder.
         */
        Optional<Path> folder();
    }

    /** How queues are reached. */
    interface Sqs {
        /** The server of all queues; empty: the one that a queue's URL names. */
        Optional<URI> endpoint();

        /** The Region that requests are signed for. */
        @WithDefault("us-east-1")
        String region();

        /** Local servers take any. */
        @WithDefault("simulator")
        String accessKeyId();

        /** Local servers take any. */
        @WithDefault("simulator")
        String secretAccessKey();
    }
}
