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
        builder.Services.AddOptions<SchoolOptions>().Bind(builder.Configuration.GetSection("School"))
            .Validate(
                school => WallClock.TryFindZone(school.TimeZone, out _),
                "School__TimeZone is not the IANA name of a time zone.")
            .ValidateOnStart();
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddProblems();
        builder.Services.AddValidation();
        builder.Services.AddApiDescription();
        builder.Services.AddSingleton<SchoolClock>().AddSingleton<Derivation>();
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
        routes.MapRecords();
        routes.MapStudents();
        routes.MapApiDescription();
    }
}
