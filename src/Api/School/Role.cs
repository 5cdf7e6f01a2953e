namespace ZoomOrleans.Api.School;

/// <summary>What a person is at the school.</summary>
public enum Role
{
    Admin,
    Teacher,
    Student,
    Parent,
}

/// <summary>As forms of the education authority ask for it.</summary>
public enum Sex
{
    Male,
    Female,
}
