package dev.syngate.billing;

/// A price, and where it stands: what a receipt names.
///
/// @param of the model's id, or `provider:` and a name, or `catalogue:` and an id
/// @param version the version in the [PriceBook]; 0 for prices that are not kept there
public record Pricing(String of, int version, Price price) {}
