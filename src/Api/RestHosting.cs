using Microsoft.Extensions.DependencyInjection.Extensions;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api;

/// <summary>The routes by which programs and pages work with the school's data.</summary>
public static class RestHosting
{
    public static void AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddSchool();
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddProblems();
        builder.Services.AddValidation();
        builder.Services.AddApiDescription();
        builder.Services.AddSingleton<SchoolClock>().AddSingleton<Derivation>().AddSingleton<LiveViewReader>();
    }

    public static void MapRest(this IEndpointRouteBuilder routes)
    {
        routes.MapUsers();
        routes.MapClasses();
        routes.MapEnrolments();
        routes.MapChildren();
        routes.MapMeetings();
        routes.MapRegistrants();
        routes.MapOccurrences();
        routes.MapLiveView();
        routes.MapRecords();
        routes.MapDecisions();
        routes.MapMatches();
        routes.MapStudents();
        routes.MapClassAttendance();
        routes.MapApiDescription();
    }
}
