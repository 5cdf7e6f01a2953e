using Microsoft.Extensions.DependencyInjection.Extensions;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Calendar;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Import;
using ZoomOrleans.Api.Live;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.Privacy;
using ZoomOrleans.Api.School;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;
using ZoomOrleans.Silo.Records;
using ZoomOrleans.Silo.Registration;
using ZoomOrleans.Silo.Retention;

namespace ZoomOrleans.Api;

/// <summary>The routes by which programs and pages work with the school's data.</summary>
public static class RestHosting
{
    public static void AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddSchool();
        builder.AddRegistrationRule();
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddProblems();
        builder.Services.AddValidation();
        builder.Services.AddApiDescription();
        builder.Services.TryAddSingleton<LogReader>();
        builder.Services.AddSingleton<Verification>();
        builder.Services.TryAddSingleton<RetentionRun>();
        builder.Services.AddHttpContextAccessor().AddTransient<ChangesToday>();
        builder.Services.AddTransient<AtZoom>().AddTransient<MeetingMaking>().AddTransient<Adoption>();
        builder.Services.AddSingleton<Registrations>();
        builder.Services.AddSingleton<Derivation>();
        builder.AddLive();
    }

    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        routes.MapUsers();
        routes.MapClasses();
        routes.MapEnrolments();
        routes.MapChildren();
        routes.MapIdentities();
        routes.MapImport();
        routes.MapSettings();
        routes.MapRetention();
        routes.MapQuarantine();
        routes.MapWebhookLog();
        routes.MapMeetings();
        routes.MapAdoption();
        routes.MapHolding();
        routes.MapUsage();
        routes.MapRegistrants();
        routes.MapStudentRegistration();
        routes.MapOccurrences();
        routes.MapLive();
        routes.MapRecords();
        routes.MapVerify();
        routes.MapHeld();
        routes.MapZoom();
        routes.MapAudit();
        routes.MapPersons();
        routes.MapErasures();
        routes.MapDecisions();
        routes.MapReconciliation();
        routes.MapMatches();
        routes.MapStudents();
        routes.MapClassAttendance();
        routes.MapSf2();
        routes.MapClassPolicies();
        routes.MapSchoolPolicies();
        routes.MapPreview();
        routes.MapEvents();
        routes.MapFeed();
        routes.MapCheckIns();
        routes.MapApiDescription();
    }
}
