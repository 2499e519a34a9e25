package io.stallkeeper.metering.adapters.usage;

import java.util.Locale;

/** What a content type says of the bytes behind it. */
public final class MediaTypes {

    private MediaTypes() {}

    /** JSON, or a format in JSON, in UTF-8. */
    public static boolean isJson(String contentType) {
        var type = essence(contentType);
        return isUtf8(contentType)
                && (type.equals("application/json") || type.equals("text/json") || type.endsWith("+json"));
    }

    /** A CloudEvent whole, in whatever format. */
    public static boolean isStructured(String contentType) {
        return essence(contentType).startsWith("application/cloudevents");
    }

    /** A CloudEvent whole, as JSON. */
    public static boolean isStructuredJson(String contentType) {
        return isUtf8(contentType) && essence(contentType).equals("application/cloudevents+json");
    }

    /** CloudEvents as a JSON array. */
    public static boolean isBatchJson(String contentType) {
        return isUtf8(contentType) && essence(contentType).equals("application/cloudevents-batch+json");
    }

    private static String essence(String contentType) {
        int parameters = contentType.indexOf(';');
        var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isUtf8(String contentType) {
        int charset = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (charset < 0) {
            return true;
        }
        var name = contentType.substring(charset + "charset=".length()).replace("\"", "");
        return name.toLowerCase(Locale.ROOT).startsWith("utf-8")
                || name.toLowerCase(Locale.ROOT).startsWith("us-ascii");
    }
}
