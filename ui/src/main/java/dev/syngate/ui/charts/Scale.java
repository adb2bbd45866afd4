package dev.syngate.ui.charts;

/// The lines of a chart: round numbers from zero up to the first that is not below the highest
/// value.
///
/// @param step between two lines
/// @param lines how many there are above zero
record Scale(double step, int lines) {
    private static final int ABOUT = 4;

    static Scale upTo(double highest) {
        if (highest <= 0) {
            return new Scale(1, 1);
        }
        double rough = highest / ABOUT;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        double step = power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        return new Scale(step, (int) Math.max(1, Math.ceil(highest / step - 1e-9)));
    }

    double top() {
        return step * lines;
    }
}
