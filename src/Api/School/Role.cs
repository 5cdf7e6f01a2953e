namespace ZoomOrleans.Api.School;

/// <summary>What a person is at the school.</summary>
public enum Role
{
    Admin,
    Teacher,
    Student,
    Parent,
}
