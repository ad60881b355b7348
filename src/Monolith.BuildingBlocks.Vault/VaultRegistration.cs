using Microsoft.Extensions.DependencyInjection;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>Registers the vault.</summary>
public static class VaultRegistration
{
    /// <summary>Adds the vault; the container holds the <see cref="Storage.StorageOptions"/> and the clock already.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services) => services
        .AddSingleton<KeyVault>()
        .AddSingleton<IVault>(provider => provider.GetRequiredService<KeyVault>())
        .AddSingleton<IPlatformSecrets>(provider => provider.GetRequiredService<KeyVault>())
        .AddSingleton<IKeyRotation>(provider => provider.GetRequiredService<KeyVault>());
}
