package io.stallkeeper.acceptance.books;

/** What AWS bills by itself: a dimension of a buyer's subscription. The buyer's name is the trace's. */
public record Account(String buyer, String dimension) implements Comparable<Account> {

    @Override
    public int compareTo(Account other) {
        int byBuyer = buyer.compareTo(other.buyer);
        return byBuyer == 0 ? dimension.compareTo(other.dimension) : byBuyer;
    }
}
