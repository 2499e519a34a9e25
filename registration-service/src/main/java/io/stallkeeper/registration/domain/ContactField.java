package io.stallkeeper.registration.domain;

/**
 * The fields of the form, an allowlist: what else a browser sends is not looked at. The seller guidelines demand an
 * e-mail address, allow the others, and forbid payment data (marketplace-protocol 1.4).
 */
public enum ContactField {
    EMAIL("email", "E-mail", 254),
    NAME("name", "Name", 200),
    COMPANY("company", "Company", 200),
    PHONE("phone", "Phone", 50),
    POSTAL_CODE("postalCode", "ZIP or postal code", 20);

    private final String formName;
    private final String label;
    private final int maxLength;

    ContactField(String formName, String label, int maxLength) {
        this.formName = formName;
        this.label = label;
        this.maxLength = maxLength;
    }

    /** As the form and the API name it. */
    public String formName() {
        return formName;
    }

    public String label() {
        return label;
    }

    /** Characters, counted as HTML does: UTF-16 code units. */
    public int maxLength() {
        return maxLength;
    }

    public boolean mandatory() {
        return this == EMAIL;
    }

    /** As HTML's attribute {@code autocomplete} names it. */
    public String autocomplete() {
        return switch (this) {
            case EMAIL -> "email";
            case NAME -> "name";
            case COMPANY -> "organization";
            case PHONE -> "tel";
            case POSTAL_CODE -> "postal-code";
        };
    }

    /** As HTML's attribute {@code type} names it. */
    public String inputType() {
        return switch (this) {
            case EMAIL -> "email";
            case PHONE -> "tel";
            case NAME, COMPANY, POSTAL_CODE -> "text";
        };
    }
}
