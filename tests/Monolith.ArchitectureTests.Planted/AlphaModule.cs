namespace Monolith.Alpha;

public static class AlphaModule;
