package io.stallkeeper.registration.api.page;

/**
 * A page that says one thing and what to do about it, with the status that says the same to a program. It never says
 * more than a stranger may know (marketplace-protocol 1.3).
 */
public enum Notice {
    START_AT_AWS(
            200,
            "Please start at AWS Marketplace",
            "This is where buyers come from AWS Marketplace to set up their account.",
            Remedy.SET_UP_FROM_MARKETPLACE),
    TOKEN_MISSING(
            400,
            "Please start at AWS Marketplace",
            "We cannot tell which purchase this is about, because AWS Marketplace did not send us here.",
            Remedy.SET_UP_FROM_MARKETPLACE),
    TOKEN_EXPIRED(
            410,
            "This link has expired",
            "AWS Marketplace gives us a few hours to recognize a purchase, and they are over. Your purchase is fine.",
            Remedy.SET_UP_AGAIN),
    TOKEN_INVALID(
            400,
            "AWS Marketplace does not recognize this link",
            "Your purchase is not affected by this.",
            Remedy.SET_UP_AGAIN),
    AWS_IS_BUSY(
            503,
            "AWS Marketplace is busy",
            "We could not ask AWS Marketplace about your purchase just now. Your purchase is fine.",
            Remedy.WAIT_A_MINUTE),
    AWS_IS_AWAY(
            502,
            "AWS Marketplace does not answer",
            "We could not ask AWS Marketplace about your purchase just now. Your purchase is fine.",
            Remedy.WAIT_A_MINUTE),
    SETUP_PROBLEM(
            500,
            "There is a setup problem on our side",
            "We cannot recognize your purchase until we have corrected it. Your purchase is fine.",
            Remedy.COME_BACK_LATER),
    FOREIGN_PRODUCT(
            403,
            "This purchase is of another product",
            "AWS Marketplace says that the purchase is not of a product of ours.",
            Remedy.ASK_US),
    NOT_IDENTIFIED_YET(
            503,
            "Your purchase is being activated",
            "AWS Marketplace knows your purchase, but has not told us all of it yet.",
            Remedy.WAIT_A_MINUTE),
    OTHER_BUYER(
            409,
            "This purchase is linked to another account",
            "Somebody else has registered for it, and we will not change that without asking.",
            Remedy.ASK_US),
    NOT_STORED(
            503,
            "We could not save your registration",
            "Your purchase is safe, and nothing is half done.",
            Remedy.WAIT_A_MINUTE),
    PAGE_EXPIRED(
            410,
            "This page has expired",
            "For your safety it is open for a limited time only. Your purchase is fine, and nothing is lost.",
            Remedy.SET_UP_AGAIN),
    PAGE_UNKNOWN(
            400,
            "This is not a valid registration page",
            "The address is incomplete or was changed. Your purchase is not affected by this.",
            Remedy.SET_UP_AGAIN),
    NOT_UNDERSTOOD(
            400,
            "We could not read this request",
            "It is not what AWS Marketplace or our own form sends.",
            Remedy.SET_UP_FROM_MARKETPLACE);

    private final int status;
    private final String headline;
    private final String text;
    private final Remedy remedy;

    /** What the buyer can do. */
    public enum Remedy {
        SET_UP_FROM_MARKETPLACE("In AWS Marketplace, open your subscription and choose “Set up your account”."),
        SET_UP_AGAIN("Please return to AWS Marketplace and choose “Set up your account” again."),
        WAIT_A_MINUTE("Please wait a minute, return to AWS Marketplace and choose “Set up your account” again."),
        COME_BACK_LATER("Please come back later by “Set up your account” in AWS Marketplace, or write to us."),
        ASK_US("Please write to us, so that we can find out together.");

        private final String text;

        Remedy(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    Notice(int status, String headline, String text, Remedy remedy) {
        this.status = status;
        this.headline = headline;
        this.text = text;
        this.remedy = remedy;
    }

    /** HTTP's. */
    public int status() {
        return status;
    }

    public String headline() {
        return headline;
    }

    public String text() {
        return text;
    }

    public Remedy remedy() {
        return remedy;
    }
}
