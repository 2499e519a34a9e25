package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests of AWS's SDK for Java from JSON, and JSON from its answers, by the fields that the SDK lists itself. */
final class SdkObjects {
    private SdkObjects() {}

    static SdkPojo filled(SdkPojo builder, JsonNode json) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode member = json.path(field.memberName());
            if (!member.isMissingNode()) {
                field.set(builder, value(field, member));
            }
        }
        return builder;
    }

    static ObjectNode json(SdkPojo object) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null) {
                json.set(field.memberName(), json(value));
            }
        }
        return json;
    }

    private static Object value(SdkField<?> field, JsonNode json) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return ((Buildable) filled(field.constructor().get(), json)).build();
        }
        if (type == MarshallingType.LIST) {
            List<Object> list = new ArrayList<>();
            json.forEach(
                    element -> list.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), element)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties()
                    .forEach(entry -> map.put(
                            entry.getKey(), value(field.getTrait(MapTrait.class).valueFieldInfo(), entry.getValue())));
            return map;
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(json.decimalValue().movePointRight(3).longValue());
        }
        if (type == MarshallingType.INTEGER) {
            return json.intValue();
        }
        return type == MarshallingType.BOOLEAN ? json.booleanValue() : json.textValue();
    }

    private static JsonNode json(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case SdkPojo object -> json(object);
            case List<?> list -> {
                ArrayNode array = nodes.arrayNode();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Instant instant -> nodes.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), 3));
            case Integer number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            case Boolean yes -> nodes.booleanNode(yes);
            default -> nodes.textNode(value.toString());
        };
    }
}
