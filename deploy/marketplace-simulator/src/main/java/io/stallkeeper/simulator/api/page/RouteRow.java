package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.admin.RouteBody;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import java.util.ArrayList;
import java.util.List;

/** Where notifications go, as it was typed: {@code routeForm}, {@code routeTarget}, {@code routeAddress} once a row. */
public record RouteRow(int number, String form, String target, String address) {
    private static final int MOST_ROWS = 20;

    /** The rows that have an address. */
    static List<RouteRow> filled(Form form) {
        List<RouteRow> rows = new ArrayList<>();
        List<String> addresses = form.all("routeAddress");
        for (int i = 0; i < Math.min(addresses.size(), MOST_ROWS); i++) {
            String address = addresses.get(i).strip();
            if (!address.isEmpty()) {
                rows.add(new RouteRow(rows.size() + 1, at(form, "routeForm", i), at(form, "routeTarget", i), address));
            }
        }
        return rows;
    }

    /** The routes as the API takes them. */
    static List<RouteBody> read(Form form) {
        return filled(form).stream().map(RouteRow::body).toList();
    }

    private RouteBody body() {
        NotificationForm wanted = Form.choice(NotificationForm.class, "notifications", form);
        return switch (Form.choice(TargetKind.class, "notifications", target)) {
            case SQS -> new RouteBody(wanted, address, null, null);
            case HTTP -> new RouteBody(wanted, null, address, null);
            case FILE -> new RouteBody(wanted, null, null, address);
        };
    }

    private static String at(Form form, String name, int row) {
        List<String> values = form.all(name);
        return row < values.size() ? values.get(row) : "";
    }
}
