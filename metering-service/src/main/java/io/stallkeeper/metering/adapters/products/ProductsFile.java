package io.stallkeeper.metering.adapters.products;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the file in which the seller describes products; {@code products.example.yaml} shows every field. Strict: a
 * field that isn't known, is there twice or has a wrong value is an error that names it.
 */
public final class ProductsFile {

    private static final long MAX_BYTES = 1_048_576;

    private static final Pattern CODE = Pattern.compile("[-a-zA-Z0-9/=:_.@]{1,255}");

    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private ProductsFile() {}

    /** Throws {@link InvalidProductsFile} with the first thing that is wrong. */
    public static ProductCatalog read(Path file) {
        var root = new YamlField(file, "", parse(file)).withOnly(Set.of("products"));
        var products = new LinkedHashMap<String, Product>();
        root.field("products").entries().forEach((code, field) -> {
            if (!CODE.matcher(code).matches()) {
                throw field.invalid("is no product code: 1 to 255 characters of a-z A-Z 0-9 - / = : _ . @");
            }
            products.put(code, ProductFields.read(code, field));
        });
        return new ProductCatalog(products);
    }

    private static JsonNode parse(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidProductsFile(file + " is larger than " + MAX_BYTES + " bytes");
            }
            return YAML.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InvalidProductsFile(file + ", line " + line + ", is no YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidProductsFile(file + " can't be read: " + e);
        }
    }
}
