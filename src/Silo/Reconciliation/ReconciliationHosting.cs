using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>How a host comes to ask Zoom what it knows of meetings.</summary>
public static class ReconciliationHosting
{
    public static void AddReconciliation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AskedMeetings>();
        builder.Services.AddSingleton(services => new Reconciler(
            services.GetRequiredService<IGrainFactory>(),
            new ZoomReports(services.GetRequiredService<IZoomApi>(), services.GetRequiredService<ZoomAccount>()),
            services.GetRequiredService<AskedMeetings>(), services.GetRequiredService<TimeProvider>()));
    }
}
