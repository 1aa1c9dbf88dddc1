/** Public files that packages of Debian and npm bring: what is predicted together, from what, and which files were refused and why. */
import { recipeOfId } from '../../../src/data/table/recipes.ts';
import type { RecordedFiles } from '../../../src/studies/publicData/publicFiles.ts';

export interface PublicRecipe {
  readonly name: string;
  /** Package in R's libraries, or the folder of one in node_modules; null for a file that is given. */
  readonly package: string | null;
  readonly dataSet: string;
  /** Of the data, if it is not that of the package. */
  readonly licence?: string;
  /** Label columns: `n` a number, `b` 0 or 1. A blank is no label. */
  readonly labels: string;
  /** R that makes the data frame `d`, with a column `time` if rows have one; `read`, `NPM` and `CENSUS` are there. */
  readonly code: string;
}

/** Larger files are sampled by R after `set.seed(1)`. */
export const mostRows = 20_000;

export const recipes: readonly PublicRecipe[] = [
  {
    ...{ name: 'elderlyCare', package: 'AER', dataSet: 'NMES1988' },
    labels: 'visits:n emergency:b hospital:b',
    code: 'x <- read("NMES1988"); d <- cbind(x[7:19], visits=log1p(x$visits), emergency=+(x$emergency>0), hospital=+(x$hospital>0))',
  },
  {
    ...{ name: 'doctorVisits', package: 'AER', dataSet: 'DoctorVisits', labels: 'visits:b reduced:b' },
    code: 'd <- read("DoctorVisits"); d$visits <- +(d$visits>0); d$reduced <- +(d$reduced>0)',
  },
  {
    ...{ name: 'healthInsurance', package: 'AER', dataSet: 'HealthInsurance' },
    labels: 'health:b limit:b insurance:b',
    code: 'd <- read("HealthInsurance"); for (k in c("health","limit","insurance")) d[[k]] <- +(d[[k]]=="yes")',
  },
  {
    ...{ name: 'college', package: 'AER', dataSet: 'CollegeDistance', labels: 'score:n education:n' },
    code: 'd <- read("CollegeDistance")',
  },
  {
    ...{ name: 'thirdGrade', package: 'AER', dataSet: 'STAR', labels: 'read3:n math3:n' },
    code: `x <- read("STAR"); x <- x[!is.na(x$read3) | !is.na(x$math3),]; x$birth <- as.numeric(x$birth)
      d <- x[c("gender","ethnicity","birth","stark","star1","readk","read1","mathk","math1","lunchk","lunch1","school1","degree1","experience1","read3","math3")]`,
  },
  {
    ...{ name: 'wages', package: 'AER', dataSet: 'PSID7682', labels: 'wage:n weeks:n union:b' },
    code: 'd <- read("PSID7682"); d$wage <- log(d$wage); d$union <- +(d$union=="yes"); d$time <- paste0(d$year, "-01-01"); d$year <- d$id <- NULL',
  },
  {
    ...{ name: 'mothers', package: 'AER', dataSet: 'Fertility2', labels: 'morekids:b work:n' },
    code: 'd <- read("Fertility2"); d$morekids <- +(d$morekids=="yes")',
  },
  {
    ...{ name: 'breastCancer', package: 'survival', dataSet: 'rotterdam', labels: 'relapse:b death5:b' },
    code: `x <- survival::rotterdam; within <- function(time, event) ifelse(time<=1826 & event==1, 1, ifelse(time>1826, 0, NA))
      d <- cbind(x[c(3:11)], relapse=within(x$rtime, x$recur), death5=within(x$dtime, x$death), time=paste0(x$year, "-01-01"))`,
  },
  {
    ...{ name: 'lightChains', package: 'survival', dataSet: 'flchain', labels: 'kappa:n lambda:n death8:b' },
    code: `x <- survival::flchain; d <- data.frame(age=x$age, sex=x$sex, creatinine=x$creatinine, mgus=x$mgus, kappa=log(x$kappa), lambda=log(x$lambda),
      death8=ifelse(x$futime<=2922 & x$death==1, 1, ifelse(x$futime>2922, 0, NA)), time=paste0(x$sample.yr, "-01-01"))`,
  },
  {
    ...{ name: 'dutchPupils', package: 'nlme', dataSet: 'bdf', labels: 'langPOST:n aritPOST:n' },
    code: `d <- as.data.frame(nlme::bdf)[c(3:8,10:13,15:16,18:25)]; d$repeatgr <- as.numeric(as.character(d$repeatgr)); d$langPOST <- nlme::bdf$langPOST
      d$denomina <- paste0("d", nlme::bdf$denomina)`,
  },
  {
    ...{ name: 'shoppers', package: 'kernlab', dataSet: 'income', labels: 'income:n owner:b house:b' },
    code: `x <- read("income"); d <- x[c(2:8,13:14)]; for (k in c("AGE","EDUCATION","AREA")) d[[k]] <- as.numeric(d[[k]])
      d <- cbind(d, income=as.numeric(x$INCOME), owner=+(x$HOUSEHOLDER=="Own"), house=+(x$HOME.TYPE=="House"))`,
  },
  {
    ...{ name: 'developers', package: 'modeldata', dataSet: 'stackoverflow' },
    labels: 'salary:n remote:b satisfaction:n',
    code: `x <- as.data.frame(modeldata::stackoverflow)
      d <- cbind(x[c(1,3:6,9:21)], salary=log(x$Salary), remote=+(x$Remote=="Remote"), satisfaction=x$CareerSatisfaction)`,
  },
  {
    ...{ name: 'loans', package: 'modeldata', dataSet: 'lending_club', labels: 'int_rate:n bad:b' },
    code: 'd <- as.data.frame(modeldata::lending_club); d$bad <- +(d$Class=="bad"); d$sub_grade <- d$Class <- NULL',
  },
  {
    ...{ name: 'storms', package: 'dplyr', dataSet: 'storms', labels: 'windNext:n pressureNext:n' },
    code: `x <- as.data.frame(dplyr::storms); x$at <- as.POSIXct(ISOdate(x$year, x$month, x$day, x$hour, tz="UTC"))
      find <- function(hours) match(paste(x$name, as.numeric(x$at)+3600*hours), paste(x$name, as.numeric(x$at))); y <- find(24); b <- find(-12)
      d <- cbind(x[c("month","lat","long","status","wind","pressure")], windBefore=x$wind[b], pressureBefore=x$pressure[b],
        windNext=x$wind[y], pressureNext=x$pressure[y], time=format(x$at, "%Y-%m-%d"))[!is.na(y),]`,
  },
  {
    ...{ name: 'houses', package: 'ggplot2', dataSet: 'txhousing' },
    labels: 'salesNext:n medianNext:n listingsNext:n',
    code: `x <- as.data.frame(ggplot2::txhousing); i <- which(head(x$city,-1)==tail(x$city,-1)); y <- log(x[i+1, c("sales","median","listings")])
      names(y) <- paste0(names(y), "Next"); d <- cbind(city=x$city[i], month=paste0("m", x$month[i]), log(x[i, 4:7]), inventory=x$inventory[i], y,
        time=sprintf("%d-%02d-01", x$year[i], x$month[i]))[apply(is.finite(as.matrix(y)), 1, all),]; d$listings[!is.finite(d$listings)] <- NA`,
  },
  {
    ...{ name: 'weather', package: 'vega-datasets', dataSet: 'weather.csv' },
    licence: 'publicDomain',
    labels: 'warmest:n rains:b windNext:n',
    code: `x <- read.csv(file.path(NPM, "vega-datasets/data/weather.csv")); i <- which(head(x$location,-1)==tail(x$location,-1)); y <- x[i+1,]
      angle <- 2*pi*as.numeric(format(as.Date(x$date[i]), "%j"))/365
      d <- cbind(x[i, c(1,3:7)], season=sin(angle), half=cos(angle), warmest=y$temp_max, rains=+(y$precipitation>0), windNext=y$wind, time=x$date[i])`,
  },
];

/** R that reads the file of the paper's public data set as our own recipe does. */
export const censusRecipe: PublicRecipe = {
  ...{ name: 'census', package: null, dataSet: 'census-income.test' },
  licence: 'CC BY 4.0',
  labels: 'degree:b rich:b single:b',
  code: `x <- read.csv(gzfile(CENSUS), header=FALSE, strip.white=TRUE); names(x) <- c(${(
    recipeOfId('census')?.form.columns ?? []
  )
    .map(({ name }) => JSON.stringify(name.replaceAll(' ', '_')))
    .join(',')})
      d <- cbind(x[-c(5,8,25,42)], degree=+grepl("degree ?[-(]", x$education), rich=+(x$income=="50000+."), single=+(x$marital_status=="Never married"))
      for (k in c("industry_code","occupation_code","own_business","veterans_benefits","year")) d[[k]] <- paste0("c", d[[k]])`,
};

/** Looked at and not taken, by reason. */
export const refused: RecordedFiles['refused'] = [
  {
    reason: 'oneLabel',
    names:
      'ggplot2 diamonds, vega-datasets flights, modeldata ames, modeldata credit_data, modeldata mlc_churn, AER HMDA, AER SmokeBan, carData Arrests, lme4 InstEval, survival nwtco, kernlab spam, mlbench LetterRecognition',
  },
  { reason: 'fewRows', names: 'modeldata attrition, survival colon, scikit-learn digits' },
  { reason: 'licence', names: 'vega-datasets movies, kernlab ticdata' },
  { reason: 'givesAway', names: 'vega-datasets birdstrikes, carData Chile' },
  { reason: 'blank', names: 'carData MplsStops' },
];
