#include "host/report/page.hpp"

namespace nameplate {

Json number_locale(Language const& say) {
  if (say.code() == "fr")
    return {{"decimal", ","},
            {"thousands", "\u202f"},
            {"grouping", {3}},
            {"currency", {"", "\u00a0€"}},
            {"percent", "\u202f%"}};
  return {{"decimal", "."}, {"thousands", ","}, {"grouping", {3}}, {"currency", {"$", ""}}};
}

Json time_locale(Language const& say) {
  if (say.code() == "fr")
    return {{"dateTime", "%A %e %B %Y à %X"},
            {"date", "%d/%m/%Y"},
            {"time", "%H:%M:%S"},
            {"periods", {"", ""}},
            {"days", {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}},
            {"shortDays", {"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}},
            {"months",
             {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
              "octobre", "novembre", "décembre"}},
            {"shortMonths",
             {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
              "nov.", "déc."}}};
  return {{"dateTime", "%x, %X"},
          {"date", "%-m/%-d/%Y"},
          {"time", "%-I:%M:%S %p"},
          {"periods", {"AM", "PM"}},
          {"days", {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}},
          {"shortDays", {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}},
          {"months",
           {"January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"}},
          {"shortMonths",
           {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}}};
}

}  // namespace nameplate
